"""Questions that cannot be answered: the query string, the parameter at fault, and what is said of it. For page and API alike."""

from __future__ import annotations

import datetime

TOMORROW = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
CODES = ",".join(f"X{chr(65 + number)}" for number in range(23))

COMMON = [
    ("jurisdictions=SG,XX", "jurisdictions", "There is no economy 'XX'."),
    ("jurisdictions=SG,SG", "jurisdictions", "'SG' stands there more than once."),
    ("jurisdictions=SG,sg", "jurisdictions", "'SG' stands there more than once."),
    ("jurisdictions=SG,,JP", "jurisdictions", "A value is empty."),
    ("jurisdictions=SG,all", "jurisdictions", "'all' stands alone, without other values."),
    (f"jurisdictions={CODES}", "jurisdictions", "23 are asked for. Ask for 22 at most"),
    ("jurisdictions=%00", "jurisdictions", "There is no economy"),
    ("jurisdictions=SG&topics=safty", "topics", "There is no topic 'safty'. Known: safety."),
    ("jurisdictions=SG&class=nope", "class", "'nope' is not known."),
    ("jurisdictions=SG&source=both", "source", "'both' is not known. Allowed: autologous, allogeneic."),
    ("jurisdictions=SG&stage=phase-2", "stage", "'phase-2' is not known."),
    ("jurisdictions=SG&source=autologous&source=allogeneic", "source", "Give this parameter once."),
    (f"jurisdictions=SG&as_of={TOMORROW}", "as_of", f"{TOMORROW} lies in the future."),
    ("jurisdictions=SG&as_of=2001-01-01", "as_of", "Nothing was published here before"),
    ("jurisdictions=SG&as_of=2026-02-30", "as_of", "Give a day as YYYY-MM-DD."),
    (f"jurisdictions=SG&in_force_on={TOMORROW}", "in_force_on", f"{TOMORROW} lies in the future."),
    ("jurisdictions=SG&revision=99999", "revision", "There is no revision 99999. Give one from 1 to"),
    ("jurisdictions=SG&revision=0", "revision", "There is no revision 0."),
    ("jurisdictions=SG&revision=x", "revision", "Give the number of a revision"),
    ("jurisdictions=SG&jurisdicton=JP", "jurisdicton", "There is no parameter 'jurisdicton' here."),
    ("jurisdictions=SG&revision=1&revision=2", "revision", "Give this parameter once."),
    ("jurisdictions=SG&topics=" + "x" * 10_300, "query", "The query string is longer than 10,240 characters."),
]
ONLY_COMPARE = [
    ("jurisdictions=SG&differences=yes", "differences", "'yes' is not 1."),
    (f"jurisdictions=SG&since={TOMORROW}", "since", f"{TOMORROW} lies in the future."),
    ("jurisdictions=SG&since=2001-01-01", "since", "Nothing was published here before"),
]
ONLY_PLAN = [
    ("jurisdictions=SG&add=XX", "add", "There is no economy 'XX'."),
    ("jurisdictions=SG,JP&add=SG", "add", "SG stands in jurisdictions already."),
]
OF_BETWEEN = [
    ("from=2024-01-01", "to", "Give a day as YYYY-MM-DD."),
    ("to=2024-01-01&axis=world", "from", "Give a day as YYYY-MM-DD."),
    ("axis=world&from=2024-02-30&to=2024-05-01", "from", "Give a day as YYYY-MM-DD."),
    ("axis=world&from=2024-01-01&to=2024-01-01", "to", "2024-01-01 does not lie after 2024-01-01."),
    ("axis=both&from=2024-01-01&to=2024-02-01", "axis", "'both' is not one of: knowledge, world."),
    ("from=2024-01-01&to=2024-02-01", "from", "Nothing was published here before"),
    ("axis=world&from=2024-01-01&to=2999-01-01", "to", "2999-01-01 lies in the future."),
    ("axis=world&from=2024-01-01&from=2024-02-01&to=2024-05-01", "from", "Give this parameter once."),
    ("axis=world&from=2024-01-01&to=2024-05-01&jurisdictions=XX", "jurisdictions", "There is no economy 'XX'."),
    (f"axis=world&from=2024-01-01&to=2024-05-01&jurisdictions={CODES}", "jurisdictions", "23 are asked for."),
    ("axis=world&from=2024-01-01&to=2024-05-01&topics=safty", "topics", "There is no topic 'safty'. Known: safety."),
    ("axis=world&from=2024-01-01&to=2024-05-01&jurisdictions=", "jurisdictions", "The value is empty."),
    ("axis=world&from=2024-01-01&to=2024-05-01&upto=1", "upto", "There is no parameter 'upto' here."),
    ("axis=world&from=2024-01-01&to=2024-05-01&topics=" + "x" * 10_300, "query", "The query string is longer than"),
]
OF_INDICATORS = [
    *(each for each in COMMON if each[1] in ("jurisdictions", "as_of", "in_force_on", "revision", "jurisdicton")),
    ("jurisdictions=SG&indicators=nope", "indicators", "There is no indicator 'nope'."),
    ("jurisdictions=SG&indicators=ich,ich", "indicators", "'ich' stands there more than once."),
    ("jurisdictions=SG&indicators=", "indicators", "The value is empty."),
    ("jurisdictions=SG&topics=safety", "topics", "There is no parameter 'topics' here."),
    ("jurisdictions=SG&indicators=" + "x" * 10_300, "query", "The query string is longer than 10,240 characters."),
]
OF_COMPARE = [*COMMON, *ONLY_COMPARE]
OF_PLAN = [*COMMON, *ONLY_PLAN]
