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
OF_COMPARE = [*COMMON, *ONLY_COMPARE]
OF_PLAN = [*COMMON, *ONLY_PLAN]
