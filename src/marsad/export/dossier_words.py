"""The words of a dossier in English and Arabic: headings, and names for the vocabulary of the record."""

from __future__ import annotations

from functools import lru_cache

from marsad.lexicon.tables import read_table, values
from marsad.model.story import Origin

from .reading import CREED, Language

CREED_AR = "يسجّل مرصد ما تقوله التقارير، لا ما هو صحيح."

HEADINGS: dict[str, tuple[str, str]] = {
    "creed": (CREED, CREED_AR),
    "story": ("Dossier of a story", "ملف قصة"),
    "actor": ("Dossier of an actor", "ملف فاعل"),
    "id": ("Identifier", "المعرّف"),
    "sum": ("What reports say", "ما تقوله التقارير"),
    "what": ("What", "ماذا"),
    "who": ("Who", "من"),
    "whom": ("To or with whom", "تجاه من أو مع من"),
    "where": ("Where", "أين"),
    "from": ("From where", "من أين"),
    "when": ("When", "متى"),
    "count": ("How many times", "كم مرة"),
    "certainty": ("Borne out by", "السند"),
    "counts": ("Counted", "العدّ"),
    "origins": ("Where the word comes from", "مصدر الكلام"),
    "origin": ("Origin", "المصدر الأصلي"),
    "kind": ("Kind", "النوع"),
    "why": ("Why it counts as one", "لماذا يُعدّ واحدا"),
    "telling": ("Telling", "رواية"),
    "tellings": ("Tellings", "الروايات"),
    "conflicts": ("What the reports disagree on", "ما تختلف فيه التقارير"),
    "field": ("Matter", "الأمر"),
    "value": ("Version", "القول"),
    "says": ("Told by", "الراوي"),
    "first_said": ("First told", "أول ذكر"),
    "accounts": ("Each report's telling", "رواية كل تقرير"),
    "chain": ("On whose word", "على لسان من"),
    "this_report": ("this report", "هذا التقرير"),
    "own_voice": ("the report's own voice", "بصوت التقرير نفسه"),
    "act": ("How it is said", "صيغة القول"),
    "numbers": ("Numbers", "الأرقام"),
    "outlet": ("Outlet", "الناشر"),
    "published": ("Published", "تاريخ النشر"),
    "address": ("Address", "الرابط"),
    "reprint": ("Reprint of", "منقول حرفيا عن"),
    "decision": ("Decision", "القرار"),
    "confidence": ("Confidence of the analysis", "ثقة التحليل"),
    "quotation": ("Quotation", "الاقتباس"),
    "cue": ("Cue", "لفظ الإسناد"),
    "decisions": ("Decisions of analysts", "قرارات المحللين"),
    "by": ("By", "صاحب القرار"),
    "at": ("At (UTC)", "الوقت (UTC)"),
    "about": ("About", "بشأن"),
    "reasons": ("Reasons and notes", "الأسباب والملاحظات"),
    "texts": ("The texts as they were read", "النصوص كما قُرئت"),
    "quoted_at": ("Quoted at", "مواضع الاقتباس"),
    "sha256": ("SHA-256 of the text (UTF-8)", "بصمة SHA-256 للنص (UTF-8)"),
    "check": ("How to check this dossier", "كيف يُتحقق من هذا الملف"),
    "names": ("Names in reports", "الأسماء في التقارير"),
    "form": ("Form", "الصيغة"),
    "reports": ("Reports", "التقارير"),
    "since": ("Since", "منذ"),
    "offices": ("Offices that reports give", "المناصب كما تذكرها التقارير"),
    "title": ("Title", "المنصب"),
    "headline": ("Headline", "العنوان"),
    "body": ("Body", "الجهة"),
    "seen": ("In reports of", "في تقارير"),
    "ties": ("Ties that reports state", "الصلات كما تذكرها التقارير"),
    "tie": ("Tie", "الصلة"),
    "other": ("With", "مع"),
    "stories": ("Stories", "القصص"),
    "country": ("Country", "البلد"),
    "sector": ("Sector", "القطاع"),
    "identifiers": ("In public catalogues", "في الفهارس العامة"),
    "coordinates": ("Coordinates", "الإحداثيات"),
    "none": ("none", "لا شيء"),
    "undated": ("not said", "غير مذكور"),
}
CHECK = {
    "en": (
        "Every quotation names its report and START–END: half-open positions in the text of that report, counted in "
        "Unicode code points from 0. The texts are printed in full below, as they were read; the SHA-256 is that of "
        "the text in UTF-8. A field that no words support is empty. An event in this dossier is an event in a report: "
        "two tellings are not two events, and no telling makes it true."
    ),
    "ar": (
        "كل اقتباس يسمّي تقريره وموضعه (من–إلى): مواضع في نص ذلك التقرير تُعدّ برموز يونيكود ابتداء من الصفر، "
        "والحد الأخير خارج عنها. النصوص مطبوعة كاملة أدناه كما قُرئت، وبصمة SHA-256 هي بصمة النص بترميز UTF-8. "
        "الحقل الذي لا تسنده كلمات يبقى فارغا. الحدث في هذا الملف حدث في تقرير: روايتان ليستا حدثين، "
        "ولا تجعل روايةٌ الحدثَ صحيحا."
    ),
}
_AR: dict[str, str] = {
    # event types
    "AGREE": "اتفاق أو وعد", "CONSULT": "تشاور", "SUPPORT": "تأييد", "CONCEDE": "تنازل قولي", "COOPERATE": "تعاون",
    "AID": "مساعدة", "RETREAT": "تراجع", "REQUEST": "طلب", "ACCUSE": "اتهام أو استنكار", "REJECT": "رفض",
    "THREATEN": "تهديد", "PROTEST": "احتجاج", "SANCTION": "عقوبة", "MOBILIZE": "حشد أو تحريك قوات",
    "COERCE": "إكراه", "ASSAULT": "اعتداء",
    # modes
    "visit": "زيارة", "third-party": "وساطة", "multilateral": "متعدد الأطراف", "phone": "اتصال هاتفي",
    "withdraw": "انسحاب", "release": "إفراج", "disarm": "نزع سلاح", "ceasefire": "وقف إطلاق نار",
    "access": "سماح بالدخول", "resign": "استقالة", "assist": "مساعدة", "change": "تغيير", "yield": "تراجع",
    "meet": "لقاء", "disapprove": "استنكار", "investigate": "تحقيق", "allege": "ادعاء", "restrict": "تقييد",
    "arrest": "توقيف", "relations": "علاقات", "expel": "طرد", "territory": "أراض", "violence": "عنف",
    "demo": "مظاهرة", "riot": "شغب", "strike": "إضراب", "hunger": "إضراب عن الطعام", "boycott": "مقاطعة",
    "obstruct": "قطع طريق", "vandalize": "تخريب", "convict": "إدانة قضائية", "discontinue": "قطع", "troops": "قوات",
    "weapons": "أسلحة وسفن ومركبات", "police": "شرطة", "militia": "ميليشيا", "seize": "مصادرة أو استيلاء",
    "censor": "رقابة", "curfew": "حظر تجول", "martial-law": "أحكام عرفية", "deport": "ترحيل", "withhold": "منع",
    "misinformation": "تضليل", "cyber": "هجوم إلكتروني", "abduct": "خطف أو أسر", "beat": "ضرب", "torture": "تعذيب",
    "sexual": "عنف جنسي", "targeted": "اغتيال", "destroy": "تدمير", "primitive": "أسلحة بدائية",
    "firearms": "أسلحة نارية", "explosives": "متفجرات", "suicide-attack": "هجوم انتحاري", "aerial": "قصف جوي",
    "drone": "طائرة مسيرة", "heavy-weapons": "أسلحة ثقيلة", "crowd-control": "تفريق حشود",
    "unconventional": "أسلحة غير تقليدية",
    # auxiliary modes
    "historical": "ماض بعيد", "future": "معلن للمستقبل", "hypothetical": "افتراضي", "negation": "منفي",
    # certainty
    "corroborated": "مصدران مستقلان أو أكثر", "single-origin": "مصدر واحد", "anonymous": "مصادر مجهولة فقط",
    "denied": "نفي فقط",
    # origins and entities
    "named": "مسمى", "outlet": "الناشر نفسه", "person": "شخص", "organization": "جهة", "place": "مكان", "group": "جماعة",
    "asset": "شيء",
    # conflicts
    "told": "مروي",
    "number": "العدد", "day": "اليوم", "participant": "المشاركون", "denial": "النفي",
    # acts
    "say": "قول", "report": "نقل", "claim": "زعم", "warn": "تحذير", "deny": "نفي", "confirm": "تأكيد",
    "accuse": "اتهام", "promise": "وعد", "demand": "مطالبة", "predict": "توقع", "ask": "سؤال",
    "sceptical": "بتشكيك", "scare-quoted": "بين علامتي تنصيص",
    # decisions
    "accepted": "مقبولة", "rejected": "مرفوضة", "corrected": "مصححة", "accept": "قبول", "reject": "رفض",
    "correct": "تصحيح", "undo": "تراجع عن قرار", "same-actor": "الفاعل نفسه", "different-actor": "فاعلان مختلفان",
    "same-story": "القصة نفسها", "different-story": "قصتان مختلفتان", "same-text": "النص نفسه",
    "different-text": "نصان مختلفان",
    # ties
    "child_of": "ابن أو ابنة", "parent_of": "والد أو والدة", "sibling_of": "أخ أو أخت", "spouse_of": "زوج أو زوجة",
    "member_of": "عضو في", "part_of": "جزء من", "successor_of": "خلف", "favourable": "مؤيد لـ", "hostile": "معاد لـ",
    "quotes": "ينقل عن", "quoted_by": "ينقل عنه",
}  # fmt: skip
_EN: dict[str, str] = {
    "future": "announced", "hypothetical": "hypothetical", "negation": "denied", "historical": "long past",
    "corroborated": "two or more independent origins", "single-origin": "one origin",
    "anonymous": "anonymous origins only",
    "denied": "denials only", "outlet": "the outlet itself", "quoted_by": "quoted by",
}  # fmt: skip


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    """The first Arabic noun of each unit of amounts."""
    found: dict[str, str] = {}
    for row in read_table("ar/amounts/nouns.tsv"):
        found.setdefault(row["unit"], values(row["singular"])[0])
    return found


def unit(name: str | None, language: Language) -> str:
    """A unit of amounts as people say it, empty where there is none.

    >>> unit("person", "en"), unit(None, "ar")
    ('person', '')
    """
    return (_units().get(name, name) if language == "ar" else name) if name else ""


def heading(key: str, language: Language) -> str:
    """A heading or label. Raises `KeyError` for one that isn't there."""
    return HEADINGS[key][language == "ar"]


def word(value: str, language: Language) -> str:
    """A value of the record's vocabulary in words; itself where there are none.

    >>> word("CONSULT", "ar"), word("future", "en"), word("same-story", "en")
    ('تشاور', 'announced', 'same story')
    """
    if language == "ar":
        return _AR.get(value, value)
    return _EN.get(value, value if value.isupper() else value.replace("-", " ").replace("_", " "))


def counted(reports: int, outlets: int, origins: int, anonymous: int, language: Language) -> str:
    """How often a story is told, and by how many.

    >>> counted(5, 4, 2, 1, "en")
    'reports: 5 · outlets: 4 · independent origins: 2 · of these anonymous: 1'
    """
    if language == "ar":
        names = ("التقارير", "الناشرون", "المصادر المستقلة", "منها مجهولة")
    else:
        names = ("reports", "outlets", "independent origins", "of these anonymous")
    numbers = (reports, outlets, origins, anonymous)
    return " · ".join(f"{name}: {number}" for name, number in zip(names, numbers, strict=True))


def why(origin: Origin, language: Language) -> str:
    """Why the tellings of an origin count as one."""
    if language == "en":
        return origin.why
    names = "، ".join(origin.names) or origin.name
    return {
        "chain-end": f"تنتهي عنده سلاسل الإسناد ({names})",
        "own-word": f"رواية بصوت الناشر نفسه ({names})",
        "reprint": f"نصوص منقولة بعضها عن بعض ({names})",
        "unnamed": f"مصدر لا يُسمّى ({names})",
    }.get(origin.code, origin.why)
