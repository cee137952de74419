"""On whose word: every passage that the report tells on somebody else's, with its chain of transmission.

A cue (a verb, participle or noun of saying, a preposition like "بحسب") is found first, then who
speaks, then what is said. The tables under `data/ar/attributions/` hold the words; this package
holds the grammar.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from marsad.analysis.entities.candidate import Found
from marsad.analysis.entities.table import EntityTable
from marsad.analysis.reading import Reading
from marsad.analysis.sentences import Sentence
from marsad.analysis.words import function_class
from marsad.model.record import Act
from marsad.text.spans import Span
from marsad.text.views import fold

from .content import clause_end, opener_at, quoted_end, trimmed
from .cues import GOING_ON, THAT, Cue, cue_noun, cue_participle, cue_verb, unsaid
from .speakers import Speakers, is_outlet

__all__ = ["Claim", "find_claims"]

_LONGEST_ZONE = 45
_PREPOSITIONS = {fold(p): p for p in ("من", "عن", "إلى", "على")}
_SHORTEST_CONTENT = 2
_BLAME = frozenset(fold(w) for w in ("مسؤولية", "المسؤولية", "مسئولية", "المسئولية"))


@dataclass(slots=True)
class Claim:
    """One attribution while it is built: token range of the content, chain of entities, the cue."""

    chain: list[Found]
    act: Act
    cue: Span
    content: Span
    by: str
    distance: str | None = None
    tokens: tuple[int, int] = (0, 0)
    sentence: int = 0
    confidence: float | None = None


@dataclass
class _State:
    reading: Reading
    table: EntityTable
    speakers: Speakers
    publisher: str | None
    claims: list[Claim] = field(default_factory=list)
    here: list[Claim] = field(default_factory=list)
    """The claims of the sentence being read."""
    outlet: Found | None = None
    outlet_paragraph: int = -1

    def add(
        self, chain: list[Found], act: Act, cue: tuple[int, int], content: tuple[int, int], by: str, sentence: Sentence,
        distance: str | None = None,
    ) -> None:  # fmt: skip
        span = trimmed(self.reading, *content)
        if span is None or not chain or content[1] - content[0] < _SHORTEST_CONTENT:
            return
        if any(c.content == span and c.chain == chain for c in self.here):
            return
        claim = Claim(chain, act, self.reading.span(*cue), span, by, distance, content, sentence.index)
        self.claims.append(claim)
        self.here.append(claim)
        self.speakers.last = chain
        outlets = [e for e in chain if is_outlet(e)]
        if outlets and outlets[0] is chain[0]:
            self.outlet, self.outlet_paragraph = chain[0], sentence.paragraph


def find_claims(reading: Reading, table: EntityTable, publisher: str | None) -> list[Claim]:
    """All claims in order of the text."""
    state = _State(reading, table, Speakers(reading, table), publisher)
    for sentence in reading.body:
        state.here.clear()
        _read_sentence(state, sentence)
    return sorted(state.claims, key=lambda c: c.content.start)


def _read_sentence(state: _State, sentence: Sentence) -> None:
    tokens = state.reading.tokens
    i = sentence.first
    end = sentence.last
    while i < end:
        norm = tokens[i].norm
        if not tokens[i].is_word:
            i += 1
            continue
        opener = opener_at(state.reading, i, end)
        if opener is not None and _prepositional(state, sentence, i, opener):
            i = opener[0]
            continue
        verb = cue_verb(norm)
        if verb is not None and not unsaid(state.reading, i):
            after = _verbal(state, sentence, i, verb[1])
            if after is not None:
                i = max(after, i + 1)
                continue
        participle = cue_participle(norm)
        if participle is not None and state.speakers.last and _participial_place(state.reading, i, sentence):
            after = _participial(state, sentence, i, participle[1])
            if after is not None:
                i = max(after, i + 1)
                continue
        noun = cue_noun(norm)
        if noun is not None and noun[1].pronoun and state.speakers.last:
            after = _nominal(state, sentence, i, noun[1])
            if after is not None:
                i = max(after, i + 1)
                continue
        i += 1
    _speaker_colon(state, sentence)


def _participial_place(reading: Reading, i: int, sentence: Sentence) -> bool:
    return i > sentence.first and (
        reading.tokens[i - 1].norm in {",", '"', ";", ")"} or reading.tokens[i].norm.startswith("و")
    )


def _find_opening(reading: Reading, i: int, end: int, cue: Cue) -> tuple[int, int, str] | None:
    """Where the content opens behind the cue at i: (token of the opening, first token of content, how)."""
    tokens = reading.tokens
    opens = cue.word.opens
    limit = min(end, i + 1 + _LONGEST_ZONE)
    quoted_name_end = -1
    pending: tuple[int, int, str] | None = None
    for k in range(i + 1, limit):
        norm = tokens[k].norm
        if k < quoted_name_end:
            continue
        if k > i + 1 and tokens[k - 1].norm == "," and tokens[k].is_word and cue_participle(norm):
            # «نفى …، مؤكدا أن»: what follows belongs to the next cue
            break
        if norm in THAT and "that" in opens:
            return k, k + 1, "that"
        if norm == ":" and ("colon" in opens or "quote" in opens):
            return k, k + 1, "colon"
        if norm == '"':
            closing = quoted_end(reading, k, len(tokens))
            words = (closing - k - 1) if closing else 99
            if "quote" in opens and words > 6:
                return k, k, "quote"
            if closing is not None:
                quoted_name_end = closing + 1
        if pending is None and norm in _PREPOSITIONS and _PREPOSITIONS[norm] in opens:
            following = tokens[k + 1].norm if k + 1 < end else ""
            if following in THAT:
                return k, k + 2, "that"
            pending = (k, k + 1, "prep")
        if pending is None and "ب" in opens and norm.startswith("ب") and len(norm) > 2 and k > i + 1:
            if norm in THAT:
                return k, k + 1, "that"
            if function_class(norm) is None:
                pending = (k, k, "prep")
        if norm == "\n":
            break
    return pending


def _verbal(state: _State, sentence: Sentence, i: int, cue: Cue) -> int | None:
    reading, tokens = state.reading, state.reading.tokens
    end = sentence.last
    frame = cue.word.opens[0]
    if frame in ("accused", "blamed", "demanded", "asked", "appealed", "urged"):
        return _directed(state, sentence, i, cue)
    opening = _find_opening(reading, i, end, cue)
    noun_frame = "noun" in cue.word.opens
    if opening is None or (opening[2] == "prep" and noun_frame and opening[0] - i > 8):
        return _noun_frame(state, sentence, i, cue) if noun_frame else None
    at, first, how = opening
    zone_last = at
    if how == "that" and tokens[at].norm in _PREPOSITIONS:
        zone_last = at
    chain = state.speakers.chain(i + 1, zone_last, state.publisher)
    if not chain:
        chain = _subject_before(state, sentence, i)
    if not chain and cue.word.lemma in GOING_ON and state.speakers.last:
        chain = list(state.speakers.last)
    if not chain and state.speakers.last and not cue.present:
        chain = list(state.speakers.last)
    if not chain:
        return None
    chain = _with_outlet(state, sentence, chain)
    last = _content_last(state, sentence, first, how)
    state.add(
        chain,
        cue.word.act,
        (i, i + 1),
        (first, last),
        f"attributions.verb.{cue.word.lemma}",
        sentence,
        cue.word.distance,
    )
    return first


def _content_last(state: _State, sentence: Sentence, first: int, how: str) -> int:
    reading, tokens = state.reading, state.reading.tokens
    if first < len(tokens) and tokens[first].norm == '"':
        closing = quoted_end(reading, first, len(tokens))
        if closing is not None:
            return closing + 1
    return clause_end(reading, first, sentence.last)


def _subject_before(state: _State, sentence: Sentence, i: int) -> list[Found]:
    """The subject of a verb that stands before it: «فلان قال», «الذي قال», «وهو ما أكده فلان»."""
    start = max(sentence.first, i - 18)
    tokens = state.reading.tokens
    for k in range(i - 1, start - 1, -1):
        if tokens[k].norm in {".", ";", ":"}:
            start = k + 1
            break
    speakers = state.speakers.in_zone(start, i)
    if not speakers:
        return []
    subject = speakers[-1]
    gap = i - subject.last
    for other in reversed(speakers):
        if other.entity.type == "person" and i - other.last <= 8:
            subject, gap = other, i - other.last
            break
    return [state.table.entity(subject.entity)] if gap <= 8 else []


def _with_outlet(state: _State, sentence: Sentence, chain: list[Found]) -> list[Found]:
    """A press review goes on retelling its outlet: «ونقلت الصحيفة عن …», and the speakers within the same paragraph."""
    if state.outlet is None or state.outlet in chain or state.outlet_paragraph != sentence.paragraph:
        return chain
    if state.speakers.is_publisher(state.outlet, state.publisher):
        return chain
    if any(is_outlet(e) for e in chain):
        return chain
    return [state.outlet, *chain]


def _noun_frame(state: _State, sentence: Sentence, i: int, cue: Cue) -> int | None:
    """«نفى فلان وجود …», «توقع المركز هطول …»: the object is the content."""
    tokens = state.reading.tokens
    speakers = state.speakers.in_zone(i + 1, min(sentence.last, i + 16))
    near = [s for s in speakers if s.first - i <= 6]
    if not near:
        return None
    subject = state.speakers._subject(near, i + 1)
    k = subject.last
    while k < sentence.last and (tokens[k].norm in {'"', ")"} or _apposition(state, k)):
        k += 1
    if k < sentence.last and tokens[k].norm == ",":
        comma = next((j for j in range(k + 1, min(k + 14, sentence.last)) if tokens[j].norm == ","), None)
        if comma is None:
            return None
        k = comma + 1
    if k + 1 < sentence.last and function_class(tokens[k].norm) == "preposition":
        named = state.table.named_at(k + 1)
        if named is None:
            # «وثق التاجر في شريكه»: another verb of the same letters
            return None
        # «أعلن الجهاز في بنغازي إنقاذ …»
        k = named[0]
    last = clause_end(state.reading, k, sentence.last)
    chain = [state.table.entity(subject.entity)]
    if any(state.speakers.is_publisher(e, state.publisher) for e in chain):
        return None
    chain = _with_outlet(state, sentence, chain)
    state.add(
        chain, cue.word.act, (i, i + 1), (k, last), f"attributions.object.{cue.word.lemma}", sentence, cue.word.distance
    )
    return k


def _apposition(state: _State, k: int) -> bool:
    from marsad.analysis.words import nationality
    from marsad.text.clitics import has_article

    norm = state.reading.tokens[k].norm
    return has_article(norm) and nationality(norm) is not None and not norm.startswith(("و", "ب", "ل"))


def _directed(state: _State, sentence: Sentence, i: int, cue: Cue) -> int | None:
    """«طالب فلان فلانا ب…», «دعا … إلى …», «اتهم … ب…»: the content follows the second participant."""
    tokens = state.reading.tokens
    frame = cue.word.opens[0]
    wanted = {"asked": {fold("إلى"), "ل"}, "urged": {fold("على")}}.get(frame, {"ب"})
    k = None
    for j in range(i + 1, min(sentence.last, i + 28)):
        norm = tokens[j].norm
        if frame == "blamed" and norm in _BLAME:
            k = j
            break
        if frame in ("asked", "urged") and norm in wanted:
            k = j + 1
            break
        if norm in {fold("أن"), fold("بأن"), fold("بأنه"), fold("بأنها"), fold("بأنهم")}:
            k = j + 1
            break
        if (
            frame not in ("asked", "urged")
            and norm.startswith("ب")
            and len(norm) > 3
            and state.table.covering(j) is None
            and j > i + 1
        ):
            if state.table.group_covering(j) is None or state.table.group_covering(j).first == j:  # type: ignore[union-attr]
                k = j
                break
        if norm in {".", "\n", ";"}:
            break
    if k is None:
        return None
    speakers = state.speakers.in_zone(i + 1, k)
    chain: list[Found] = []
    if speakers:
        subject = state.speakers._subject(speakers, i + 1)
        before = _subject_before(state, sentence, i)
        if len(speakers) > 1 or not before:
            chain = [state.table.entity(subject.entity)]
        else:
            chain = before
    else:
        chain = _subject_before(state, sentence, i)
    if not chain and state.speakers.last:
        chain = list(state.speakers.last)
    if not chain or any(state.speakers.is_publisher(e, state.publisher) for e in chain):
        return None
    chain = _with_outlet(state, sentence, chain)
    last = clause_end(state.reading, k, sentence.last)
    state.add(chain, cue.word.act, (i, i + 1), (k, last), f"attributions.directed.{cue.word.lemma}", sentence)
    return k


def _participial(state: _State, sentence: Sentence, i: int, cue: Cue) -> int | None:
    """«…، مضيفا أن …»: the speaker is the one before."""
    opening = _find_opening(state.reading, i, min(sentence.last, i + 6), cue)
    if opening is None:
        if not {"noun", "demanded", "asked"} & set(cue.word.opens):
            return None
        opening = (i + 1, i + 1, "noun")
    at, first, how = opening
    if at > i + 3 and how != "that":
        return None
    last = _content_last(state, sentence, first, how)
    chain = list(state.speakers.last)
    if not state.here:
        subject = _subject_before(state, sentence, i)
        chain = subject or chain
    state.add(
        chain,
        cue.word.act,
        (i, i + 1),
        (first, last),
        f"attributions.participle.{cue.word.lemma}",
        sentence,
        cue.word.distance,
    )
    return first


def _nominal(state: _State, sentence: Sentence, i: int, cue: Cue) -> int | None:
    """«نقلت … عن فلان قوله إن …»، «نفيه وجود …»: the speaker is the last one named before."""
    tokens = state.reading.tokens
    transferred = None
    for j in range(i - 1, max(sentence.first, i - 30) - 1, -1):
        if tokens[j].norm.lstrip("وف") in {
            fold("نقل"),
            fold("نقلت"),
            fold("نقلا"),
            fold("تنقل"),
            fold("ينقل"),
            fold("نقلوا"),
        }:
            transferred = j
            break
    chain: list[Found] = []
    if transferred is not None:
        chain = _transferred(state, sentence, transferred, i)
    if not chain:
        subject = _subject_before(state, sentence, i)
        chain = subject or list(state.speakers.last)
    if i + 1 >= sentence.last:
        return None
    opening = _find_opening(state.reading, i, min(sentence.last, i + 5), cue)
    if opening is None or opening[0] > i + 2:
        opening = (i + 1, i + 1, "noun")
    _, first, how = opening
    if transferred is None and how == "noun":
        return None
    last = _content_last(state, sentence, first, how)
    state.add(
        chain,
        cue.word.act,
        (i, i + 1),
        (first, last),
        f"attributions.noun.{cue.word.lemma}",
        sentence,
        cue.word.distance,
    )
    return first


def _transferred(state: _State, sentence: Sentence, verb: int, until: int) -> list[Found]:
    """«نقلت X عن Y»: [X, Y]; the transmitter may be a back reference or left out."""
    tokens = state.reading.tokens
    about = next((k for k in range(verb + 1, until) if tokens[k].norm == fold("عن")), None)
    if about is None:
        return []
    outer = state.speakers.in_zone(verb + 1, about)
    inner = state.speakers.in_zone(about + 1, until)
    chain: list[Found] = []
    if outer:
        chain.append(state.table.entity(state.speakers._subject(outer, verb + 1).entity))
    elif state.outlet is not None:
        chain.append(state.outlet)
    if chain and state.outlet is not None and state.outlet is not chain[0] and chain[0].type == "person":
        chain.insert(0, state.outlet)
    if inner:
        chain.append(state.table.entity(state.speakers._subject(inner, about + 1).entity))
    chain = [e for n, e in enumerate(chain) if e not in chain[:n]]
    return [e for e in chain if not state.speakers.is_publisher(e, state.publisher)] or chain[-1:]


def _prepositional(state: _State, sentence: Sentence, i: int, opener: tuple[int, str, str]) -> bool:
    """«بحسب …»: before its clause with a comma behind it, or behind the clause."""
    reading, tokens = state.reading, state.reading.tokens
    behind, act, place = opener
    end = sentence.last
    if place == "inside":
        return False
    comma = next((k for k in range(behind, min(end, behind + 22)) if tokens[k].norm == ","), None)
    zone_last = comma if comma is not None else min(end, behind + 22)
    chain = state.speakers.chain(behind, zone_last, state.publisher)
    if tokens[i].norm.lstrip("وف") == fold("كما") and not cue_verb(tokens[behind].norm if behind < end else "."):
        return False
    pronoun = tokens[behind - 1].norm
    if not chain and place == "after" and pronoun.endswith(("ه", "ها", "هم")) and state.speakers.last:
        return True
    if not chain:
        return False
    starts = i == sentence.first or tokens[i - 1].norm in {".", "\n", ":"} or tokens[i].norm.startswith("و")
    if starts and place == "around" and comma is not None and comma + 2 < end:
        first = comma + 1
        last = clause_end(reading, first, end)
    elif i > sentence.first:
        previous = [c for c in state.here if i - 2 <= c.tokens[1] <= i]
        if previous and act == "report":
            return False
        first = sentence.first
        for c in state.here:
            if c.tokens[1] <= i:
                first = max(first, c.tokens[1] + 1)
        last = i
        while last > first and tokens[last - 1].norm in {",", "-"}:
            last -= 1
    else:
        return False
    chain = _with_outlet(state, sentence, chain)
    verb = next((v for t in tokens[behind:zone_last] if (v := cue_verb(t.norm))), None)
    act_said: Act = verb[1].word.act if verb and verb[1].word.act != "say" else act  # type: ignore[assignment]
    state.add(chain, act_said, (i, behind), (first, last), f"attributions.preposition.{tokens[i].norm}", sentence)
    return True


def _speaker_colon(state: _State, sentence: Sentence) -> None:
    """«المتحدث باسم المنظمة: …»: a headline's or flash's speaker with a colon, no verb."""
    tokens = state.reading.tokens
    if state.here:
        return
    for k in range(sentence.first, min(sentence.last, sentence.first + 16)):
        if tokens[k].norm == ":":
            speakers = state.speakers.in_zone(sentence.first, k)
            if speakers and k + 2 < sentence.last:
                subject = next((s for s in speakers if s.entity.type == "person"), speakers[0])
                state.add(
                    [state.table.entity(subject.entity)], "say", (k, k + 1),
                    (k + 1, clause_end(state.reading, k + 1, sentence.last)),
                    "attributions.colon", sentence,
                )  # fmt: skip
            return
