"""Reprints made on purpose from reports by the edits that desks make, and how many are recognised as copies.

Positive pairs are a report and an edited copy of it. Negative ones are two reports of one story by different hands,
reports of different matters, two reports with the same long quotation, two with the same lines of boilerplate, and
short texts. Edits are drawn from a generator with a fixed seed, so the figures are the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from marsad.resolve.texts import COPY, compare_texts, signature

from .report import Tally

_SYNONYMS = {
    "قال": "ذكر", "وقال": "وأوضح", "أعلن": "كشف", "أعلنت": "كشفت", "أكد": "شدد", "أكدت": "شددت", "أن": "بأن",
    "خلال": "أثناء", "منذ": "من", "بعد": "عقب", "قبل": "قبيل", "حيث": "إذ", "عدد": "مجموعة", "نحو": "قرابة",
    "أمس": "البارحة", "يوم": "نهار", "مصدر": "مسؤول", "مصادر": "جهات", "وأضاف": "وتابع", "وأضافت": "وتابعت",
    "إلى": "نحو", "عبر": "من خلال", "ضمن": "في إطار", "جديد": "حديث", "الجديدة": "الأخيرة", "كما": "كذلك",
    "لم": "لم", "بسبب": "نتيجة", "وفق": "بحسب", "وبحسب": "ووفق", "بحسب": "وفق", "عدة": "بضعة", "شخصا": "فردا",
}  # fmt: skip
_HEADLINES = (
    "تفاصيل جديدة عما جرى", "آخر المستجدات في القضية", "ماذا جرى بالضبط؟", "متابعات: الخبر كاملا", "عاجل من المنطقة",
)  # fmt: skip
_DATELINES = ("طبرق - وكالات:", "(متابعات) -", "القاهرة – خاص:", "بيروت، مراسلنا –", "وكالات -")
_BOILERPLATE = (
    "اقرأ أيضا: أبرز ما جرى هذا الأسبوع\nشارك الخبر مع أصدقائك\nتابعونا على منصات التواصل\nجميع الحقوق محفوظة",
    "للاشتراك في النشرة البريدية اضغط هنا\nاقرأ المزيد على موقعنا\nجميع الحقوق محفوظة",
)  # fmt: skip
_QUOTE = (
    "«نؤكد أن ما جرى لن يمر من دون محاسبة، وأن التحقيق سيشمل كل من قصر في واجبه مهما علت رتبته، وسننشر نتائجه كاملة "
    "أمام الناس في أقرب وقت، ونطلب من الجميع التحلي بالصبر وعدم الالتفات إلى ما يشاع»"
)  # fmt: skip

Edit = Callable[[str, random.Random], str]


def _paragraphs(text: str) -> list[str]:
    return [p for p in text.split("\n") if p.strip()]


def new_headline(text: str, chance: random.Random) -> str:
    """Another headline on top."""
    return chance.choice(_HEADLINES) + "\n" + text


def new_dateline(text: str, chance: random.Random) -> str:
    """Another dateline before the first paragraph."""
    return chance.choice(_DATELINES) + " " + text


def cut_end(text: str, chance: random.Random) -> str:
    """The last paragraphs dropped, at most half of them; of a single paragraph its last sentences."""
    parts = _paragraphs(text)
    if len(parts) < 3:
        sentences = text.split(". ")
        return ". ".join(sentences[: max(1, (len(sentences) * 2 + 2) // 3)])
    return "\n".join(parts[: max(2, len(parts) - chance.randint(1, max(1, len(parts) // 2)))])


def swap_words(text: str, chance: random.Random) -> str:
    """Words put for others that mean the same, where there are such."""
    return " ".join(
        _SYNONYMS[w] if w in _SYNONYMS and chance.random() < 0.8 else w for w in text.replace("\n", " \n ").split(" ")
    ).replace(" \n ", "\n")


def drop_words(text: str, chance: random.Random) -> str:
    """One word in fifteen dropped."""
    return "\n".join(" ".join(w for w in p.split() if chance.random() > 1 / 15) for p in _paragraphs(text))


def drop_sentences(text: str, chance: random.Random) -> str:
    """One sentence in five dropped, never the first."""
    return "\n".join(
        ". ".join(s for n, s in enumerate(p.split(". ")) if n == 0 or chance.random() > 0.2) for p in _paragraphs(text)
    )


def add_background(text: str, chance: random.Random) -> str:
    """A paragraph of the copying desk's own at the end."""
    del chance
    return (
        text
        + "\nويأتي ذلك فيما تتابع هيئة التحرير تطورات الملف مع مراسليها في أكثر من مدينة، على أن تنشر ما يستجد تباعا."
    )


def add_boilerplate(text: str, chance: random.Random) -> str:
    """Lines of a website around the text."""
    return text + "\n" + chance.choice(_BOILERPLATE)


def strip_marks(text: str, chance: random.Random) -> str:
    """Hamza and quotes as a careless typist writes them."""
    del chance
    return text.translate(str.maketrans("أإآ«»،", 'ااا"",'))


EDITS: tuple[Edit, ...] = (
    new_headline, new_dateline, cut_end, swap_words, drop_words, drop_sentences, add_background, add_boilerplate,
    strip_marks,
)  # fmt: skip


def edited(text: str, chance: random.Random, number: int) -> str:
    """The text after `number` different edits."""
    for edit in chance.sample(EDITS, number):
        text = edit(text, chance)
    return text


@dataclass
class CopyScores:
    """`tally` counts copies recognised: candidates that share a band and whose score is high enough."""

    tally: Tally = field(default_factory=Tally)
    candidates: int = 0
    """Negative pairs that share a band, so that they have to be compared."""
    negatives: int = 0
    wrong: list[str] = field(default_factory=list)


def score_copies(
    texts: Mapping[str, str], stories: Iterable[frozenset[str]], *, seed: int = 7, shortest: int = 60
) -> CopyScores:
    """Copies of every text of at least `shortest` words, and all kinds of pairs that are none."""
    chance = random.Random(seed)
    scores = CopyScores()
    long = [ident for ident in sorted(texts) if len(texts[ident].split()) >= shortest]
    for ident in long:
        number = chance.choice((1, 2, 3, 4))
        _judge(scores, f"{ident} after {number} edits", texts[ident], edited(texts[ident], chance, number), True)
    for name, a, b in _others(texts, long, stories, chance):
        _judge(scores, name, a, b, False)
    return scores


def _others(
    texts: Mapping[str, str], long: Sequence[str], stories: Iterable[frozenset[str]], chance: random.Random
) -> Iterable[tuple[str, str, str]]:
    for members in sorted(sorted(s) for s in stories):
        for n, a in enumerate(members):
            for b in members[n + 1 :]:
                yield f"{a} and {b}, one story", texts[a], texts[b]
    for _ in range(len(long) // 2):
        a, b = chance.sample(list(long), 2)
        yield f"{a} and {b}, two matters", texts[a], texts[b]
        a, b = chance.sample(list(long), 2)
        yield f"{a} and {b} with one quotation", f"{texts[a]}\n{_QUOTE}", f"{_QUOTE}\n{texts[b]}"
        a, b = chance.sample(list(long), 2)
        lines = chance.choice(_BOILERPLATE)
        yield f"{a} and {b} with one boilerplate", f"{texts[a]}\n{lines}", f"{texts[b]}\n{lines}"
    for n, headline in enumerate(_HEADLINES):
        yield f"headline {n}", headline, headline + " الآن"


def _judge(scores: CopyScores, name: str, a: str, b: str, copy: bool) -> None:
    met = bool(set(signature(a)) & set(signature(b)))
    match = compare_texts(a, b)
    said = met and match.score >= COPY
    scores.tally.gold += copy
    scores.tally.said += said
    scores.tally.right += said and copy
    scores.negatives += not copy
    scores.candidates += met and not copy
    if said != copy:
        scores.wrong.append(f"{'missed' if copy else 'false'}: {name}: {'' if met else 'no band, '}{match.score}")
