"""The words by which people call an economy, and the colloquial names that stand in no text of ours. Pure.

Names here are read, never shown: what is shown is the name that the economy has in this knowledge base. Two-letter codes are left
out, but for those that are always written in capitals and mean nothing else so: `us`, `id` and `in` are words.
"""

from __future__ import annotations

from regulatory.search.tokens import Word, fold, words

CALLED = {
    "AU": "Australia, Australian, Australians, Aussie",
    "BN": "Brunei Darussalam, Brunei, Bruneian",
    "CA": "Canada, Canadian, Canadians",
    "CL": "Chile, Chilean",
    "CN": "People's Republic of China, mainland China, Chinese mainland, China, Chinese, PRC, 中华人民共和国, 中国, 중국, Китай, Китае",
    "TW": "Chinese Taipei, Taipei, Taiwan, Taiwanese, 中華台北, 臺灣, 台灣, 台湾, 대만",
    "EU": "European Union, Europe, European, EU, 欧盟, 歐盟, 欧州連合, 欧州, 유럽연합, 유럽",
    "HK": "Hong Kong SAR, Hong Kong China, Hong Kong, Hongkong, HKSAR, 香港, 홍콩",
    "ID": "Indonesia, Indonesian, Republik Indonesia",
    "JP": "Japan, Japanese, 日本, 일본, Япония, Японии, ญี่ปุ่น, Nhật Bản",
    "KR": "Republic of Korea, South Korea, South Korean, Korea, Korean, ROK, 대한민국, 한국, 韓国, 韩国, 韓國, Hàn Quốc",
    "MY": "Malaysia, Malaysian, 马来西亚",
    "MX": "Mexico, Mexican, México, mexicano, mexicana",
    "NZ": "New Zealand, Aotearoa, NZ, New Zealander",
    "PG": "Papua New Guinea, Papua New Guinean, PNG",
    "PE": "Peru, Peruvian, Perú, peruano, peruana",
    "PH": "the Philippines, Philippines, Philippine, Filipino, Pilipinas",
    "RU": "Russian Federation, Russia, Russian, Российская Федерация, Российской Федерации, Россия, России, российский",
    "SG": "Singapore, Singaporean, 新加坡, シンガポール, 싱가포르",
    "TH": "Thailand, Thai, ประเทศไทย, 泰国, 태국",
    "US": "United States of America, United States, America, American, USA, 美国, 美國, 米国, アメリカ, 미국, США",
    "VN": "Viet Nam, Vietnam, Vietnamese, Việt Nam",
}
IN_CAPITALS = {"US": "US", "HK": "HK", "UE": "EU"}

NICKNAMES = {
    "식약처": "식품의약품안전처",
    "첨생법": "첨단재생의료 및 첨단바이오의약품 안전 및 지원에 관한 법률",
    "첨단재생바이오법": "첨단재생의료 및 첨단바이오의약품 안전 및 지원에 관한 법률",
    "薬機法": "医薬品、医療機器等の品質、有効性及び安全性の確保等に関する法律",
    "医薬品医療機器等法": "医薬品、医療機器等の品質、有効性及び安全性の確保等に関する法律",
    "再生医療等安全性確保法": "再生医療等の安全性の確保等に関する法律",
    "再生医療安全性確保法": "再生医療等の安全性の確保等に関する法律",
    "再生医療新法": "再生医療等の安全性の確保等に関する法律",
    "安確法": "再生医療等の安全性の確保等に関する法律",
    "カルタヘナ法": "遺伝子組換え生物等の使用等の規制による生物の多様性の確保に関する法律",
    "カルタヘナ": "Cartagena",
    "厚労省": "厚生労働省",
    "药监局": "国家药品监督管理局",
    "国家药监局": "国家药品监督管理局",
    "药审中心": "药品审评中心",
    "卫健委": "国家卫生健康委员会",
    "食藥署": "食品藥物管理署",
    "衛福部": "衛生福利部",
    "Росздравнадзор": "Roszdravnadzor",
    "Минздрав": "Minzdrav",
    "Минпромторг": "Minpromtorg",
    "ЕАЭС": "Евразийский экономический союз EAEU",
}
"""Short names in daily use -> the name that stands in the texts."""


def phrases(names: dict[str, str]) -> dict[tuple[str, ...], str]:
    """Names as tuples of folded words -> what they mean."""
    return {tuple(word.text for word in words(name)): meaning for name, meaning in names.items()}


SPACED: dict[tuple[str, ...], str] = {}
UNSPACED: dict[str, str] = {}
for _code, _names in CALLED.items():
    for _name in _names.split(", "):
        _words = list(words(_name))
        if _words[0].paired:
            UNSPACED[fold(_name)] = _code
        else:
            SPACED[tuple(word.text for word in _words)] = _code
LONGEST_NAME = max(map(len, SPACED))


def economy_at(found: list[Word], at: int, text: str) -> tuple[str, int] | None:
    """The economy named from this word on, and by how many words: the longest name wins."""
    for length in range(min(LONGEST_NAME, len(found) - at), 0, -1):
        code = SPACED.get(tuple(word.text for word in found[at : at + length]))
        if code:
            return code, length
    code = IN_CAPITALS.get(text[found[at].start : found[at].end])
    return (code, 1) if code else None


def words_for(code: str) -> str:
    """All that an economy is called, for the index; empty for one that is not in the list."""
    return CALLED.get(code, "").replace(",", "")
