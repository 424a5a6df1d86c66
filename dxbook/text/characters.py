"""What is odd about the characters of a text, as findings (family text).

The tests are those of the character sets themselves (Python's codecs): CP932 is what Shift_JIS systems and
CSV files can carry, JIS X 0213 what Japanese fonts have, GB 2312 and Big5 what Chinese OCR models put out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dxbook.findings import Finding, finding

# Old and new forms of 常用漢字表 (内閣告示第2号, 2010; the old forms stand there in parentheses).
_OLD = (
    "亞惡壓圍醫爲壹隱榮營衞驛圓鹽緣艷應歐毆櫻奧橫溫穩假價畫會繪壞懷槪擴殼覺學嶽樂渴罐卷陷勸寬關歡觀氣歸龜僞戲犧舊據"
    "擧虛峽挾狹鄕曉區驅勳薰徑莖惠揭溪經螢輕繼鷄藝擊缺硏縣儉劍險圈檢獻權顯驗嚴廣效恆黃鑛號國黑碎濟齋劑雜參棧蠶慘贊殘絲齒"
    "兒辭濕實寫釋壽收從澁獸縱肅處緖敍將稱涉燒證奬條狀乘淨剩疊繩壤孃讓釀觸囑眞寢愼盡圖粹醉穗隨髓樞數瀨聲齊靜竊攝專淺戰踐錢"
    "潛纖禪雙壯爭莊搜插巢裝總騷增藏臟卽屬續墮對體帶滯臺瀧擇澤擔單膽團斷彈遲癡晝蟲鑄廳徵聽敕鎭遞鐵點轉傳燈當黨盜稻鬭德獨讀"
    "屆貳惱腦霸拜廢賣麥發髮拔晚蠻祕濱甁拂佛竝變邊辨瓣辯舖步寶豐襃沒飜每萬滿默彌藥譯豫餘與譽搖樣謠來賴亂覽龍兩獵綠壘淚勵"
    "禮隸靈齡戀爐勞樓灣"
)
_NEW = (
    "亜悪圧囲医為壱隠栄営衛駅円塩縁艶応欧殴桜奥横温穏仮価画会絵壊懐概拡殻覚学岳楽渇缶巻陥勧寛関歓観気帰亀偽戯犠旧拠"
    "挙虚峡挟狭郷暁区駆勲薫径茎恵掲渓経蛍軽継鶏芸撃欠研県倹剣険圏検献権顕験厳広効恒黄鉱号国黒砕済斎剤雑参桟蚕惨賛残糸歯"
    "児辞湿実写釈寿収従渋獣縦粛処緒叙将称渉焼証奨条状乗浄剰畳縄壌嬢譲醸触嘱真寝慎尽図粋酔穂随髄枢数瀬声斉静窃摂専浅戦践銭"
    "潜繊禅双壮争荘捜挿巣装総騒増蔵臓即属続堕対体帯滞台滝択沢担単胆団断弾遅痴昼虫鋳庁徴聴勅鎮逓鉄点転伝灯当党盗稲闘徳独読"
    "届弐悩脳覇拝廃売麦発髪抜晩蛮秘浜瓶払仏並変辺弁弁弁舗歩宝豊褒没翻毎万満黙弥薬訳予余与誉揺様謡来頼乱覧竜両猟緑塁涙励"
    "礼隷霊齢恋炉労楼湾"
)
OLD_FORMS: dict[str, str] = dict(zip(_OLD, _NEW, strict=True))
"""旧字体 → 新字体, for telling only: 國, 澤 and 齋 may well be somebody's name."""

_JAPANESE = re.compile("[ぁ-ヿ一-龠々]")
_HALF_KANA = re.compile("[｡-ﾟ]+")
_DIGITS = (re.compile("[0-9]"), re.compile("[０-９]"))
_UNIFIED = frozenset("—–‐‑−〜")  # normalising turns these into what CP932 has
_STRAY = ("ARABIC", "HANGUL", "CYRILLIC", "HEBREW", "THAI", "DEVANAGARI", "BENGALI", "TAMIL", "GEORGIAN",
          "ARMENIAN", "BOPOMOFO", "KHMER", "MYANMAR", "ETHIOPIC")


def _has(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=16384)
def character_code(char: str) -> str:
    """The finding code of one character ("" for none): the first cause that holds."""
    n = ord(char)
    if n < 0x7F:
        return "" if n >= 0x20 or char in "\t\n\r" else "T105"
    if 0xE000 <= n <= 0xF8FF or n >= 0xF0000:
        return "T101"
    if 0xE0100 <= n <= 0xE01EF or 0xFE00 <= n <= 0xFE0F:
        return "T102"
    if n == 0xFFFD:
        return "T106"
    if 0x2E80 <= n <= 0x2FDF:
        return "T111"
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Cn"):
        return "T105"
    if category == "Cf":
        return "T112"
    if char in "\u3099\u309a":
        return "T114"
    if unicodedata.name(char, "").split(" ")[0] in _STRAY:
        return "T107"
    return _set_code(char)


def _set_code(char: str) -> str:
    """Codes by the character sets a character is in."""
    if char in OLD_FORMS:
        return "T113"
    cp932, jis = _has(char, "cp932"), _has(char, "euc_jis_2004")
    if cp932 or char in _UNIFIED:
        return "" if jis or char in _UNIFIED or not "一" <= char <= "\U0003ffff" else "T103"
    if "一" <= char <= "\u9fff" and not jis and (_has(char, "gb2312") or _has(char, "big5")):
        return "T108"
    return "T104"


_SOUND: set[str] = set()
"""Characters met so far that are no finding."""


def character_findings(text: str) -> list[Finding]:
    """The findings about ``text``'s characters, one a code, sorted by code, without an address."""
    if text.isascii() and text.isprintable():
        return []
    groups: dict[str, list[str]] = {}
    if not _SOUND.issuperset(text):  # nearly every text is made of characters met before
        for char in dict.fromkeys(text):
            if code := character_code(char):
                groups.setdefault(code, []).append(char)
            else:
                _SOUND.add(char)
    if "T107" in groups and not _JAPANESE.search(text):
        del groups["T107"]
    if kana := _HALF_KANA.findall(text):
        groups["T109"] = list(dict.fromkeys(kana))
    if all(digits.search(text) for digits in _DIGITS):
        groups["T110"] = []
    return [finding(code, value=text, chars=_shown(code, chars)) for code, chars in sorted(groups.items())]


def _shown(code: str, chars: list[str]) -> str:
    """Characters for a message: with their numbers where they cannot be seen, old forms with the new."""
    if code == "T113":
        return "、".join(f"「{char}」({OLD_FORMS[char]})" for char in chars[:10])
    if code in ("T101", "T102", "T105", "T106", "T112", "T114"):
        return "、".join(f"U+{ord(char):04X}" for char in chars[:10])
    return "、".join(f"「{char}」" for char in chars[:10])
