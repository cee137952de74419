/** The API's objects: the dataclasses of `src/marsad/model/` as JSON. Offsets are code points, days ISO dates. */

export type EntityType = 'person' | 'organization' | 'place' | 'group' | 'asset'
export type Certainty = 'corroborated' | 'single-origin' | 'anonymous' | 'denied'
export type ConflictField = 'number' | 'day' | 'place' | 'participant' | 'denial'

export interface Quote {
  start: number
  end: number
  exact: string
}

export interface Participant {
  actor: string
  name: string
  name_en: string | null
  type: EntityType
  country: string | null
  entity: string | null
  reports: number
  latitude: number | null
  longitude: number | null
}

export interface Hop {
  actor: string
  name: string
  name_en: string | null
  type: EntityType
  named: boolean
  entity: string | null
}

export interface Amount {
  value: number | null
  unit: string
  approximate: boolean
  start: number
  end: number
  exact: string
}

/** What an account and a story's line share. */
export interface Telling {
  type: string
  mode: string | null
  aux: string[]
  actor: Participant[]
  recipient: Participant[]
  place: Participant[]
  origin: Participant[]
  earliest: string | null
  latest: string | null
  granularity: string | null
  count: number | null
}

export interface Account extends Telling {
  report: string
  event: string
  title: string | null
  publisher: string | null
  published: string | null
  url: string | null
  amounts: Amount[]
  evidence: Quote[]
  chain: Hop[]
  act: string | null
  cue: Quote[]
  distance: string | null
  confidence: number | null
  copy_of: string | null
  decision: 'accepted' | 'rejected' | 'corrected' | null
}

export interface Origin {
  actor: string | null
  name: string
  name_en: string | null
  kind: 'named' | 'anonymous' | 'outlet'
  why: string
  code: 'chain-end' | 'own-word' | 'reprint' | 'unnamed'
  names: string[]
  accounts: string[]
  denies: boolean
}

export interface ConflictValue {
  value: string
  accounts: string[]
  first_said: string | null
}

export interface Conflict {
  field: ConflictField
  values: ConflictValue[]
  unit: string | null
}

export interface StoryLine extends Telling {
  id: string
  summary: string
  reports: number
  outlets: number
  origins: number
  anonymous: number
  certainty: Certainty
  conflicts: string[]
  first_published: string | null
  last_published: string | null
}

export interface Story {
  line: StoryLine
  accounts: Account[]
  origins: Origin[]
  conflicts: Conflict[]
}

export interface ActorLine {
  id: string
  type: EntityType
  name: string
  name_en: string | null
  country: string | null
  sector: string[]
  wikidata: string | null
  geonames: number | null
  latitude: number | null
  longitude: number | null
  reports: number
  stories: number
  first_seen: string | null
  last_seen: string | null
}

export interface Tie {
  kind: string
  actor: string
  name: string
  name_en: string | null
  outgoing: boolean
  reports: string[]
}

export interface Office {
  title: string
  organization: string | null
  organization_name: string | null
  first_seen: string | null
  last_seen: string | null
  reports: string[]
}

export interface Actor {
  line: ActorLine
  spellings: { form: string; reports: number; first_seen: string | null }[]
  offices: Office[]
  ties: Tie[]
  stories: StoryLine[]
  merged: string[]
}

export interface Saying {
  report: string
  attribution: string
  role: 'origin' | 'relay' | 'outlet'
  act: string
  exact: string
  start: number
  end: number
  published: string | null
  publisher: string | null
}

export interface SourceProfile {
  actor: ActorLine
  as_origin: number
  as_relay: number
  as_outlet: number
  sayings: Saying[]
}

export interface Page<T> {
  items: T[]
  total: number
  cursor: string | null
}

export interface Facet {
  field: 'type' | 'actor' | 'place' | 'certainty' | 'aux' | 'source'
  value: string
  name: string
  name_en: string | null
  stories: number
}

export interface ReportLine {
  id: string
  version: number
  versions: number
  title: string | null
  publisher: string | null
  published: string | null
  published_by: string | null
  url: string | null
  added: string
  words: number
  events: number
  claims: number
  copy_of: string | null
  source: string
}

export interface MapItem {
  story: StoryLine
  place: Participant | null
  origin: Participant | null
  radius_km: number | null
}

export interface NetworkNode {
  id: string
  type: string
  name: string
  name_en: string | null
  country: string | null
  stories: number
}

export interface NetworkEdge {
  source: string
  target: string
  kind: string
  weight: number
  earliest: string | null
  latest: string | null
  stories: string[]
  reports: string[]
}

export interface Network {
  nodes: NetworkNode[]
  edges: NetworkEdge[]
  left_out: number
}

export interface Audit {
  event: string
  report: string
  published: string | null
  publisher: string | null
  exact: string
  start: number
  end: number
  actor: Participant[]
  place: Participant[]
  type: string
  mode: string | null
  earliest: string | null
  latest: string | null
  said: number
  on_record: number
  uncertain: number
  verdict: 'equal' | 'fewer' | 'more'
  stories: StoryLine[]
  maybe: StoryLine[]
}

export interface SearchHit {
  kind: 'story' | 'actor' | 'report'
  id: string
  name: string
  name_en: string | null
  detail: string
  score: number
  type: string | null
  day: string | null
  publisher: string | null
  reports: number | null
}

export interface FeedStatus {
  url: string
  title: string | null
  last_tried: string | null
  last_ok: string | null
  failures: number
  error: string | null
  next_try: string | null
  reports: number
}

export interface DeskStatus {
  version: string
  schema: string
  reports: number
  events: number
  stories: number
  actors: number
  judgements: number
  pending: number
  analysers: [string, number][]
  feeds: FeedStatus[]
}

/** Why the machine judged so: a code of `data/grounds.tsv`, or `text` with an older desk's English sentence. */
export interface Ground {
  code: string
  values: string[]
}

/** What a reference leads to, in words. */
export interface Named {
  reference: string
  name: string
  name_en: string | null
  type: string | null
}

export interface Judgement {
  number: number
  kind: string
  left: string
  right: string | null
  by: string
  at: string
  score: number | null
  reasons: Ground[]
  field: string | null
  value: string | null
  note: string | null
  undoes: number | null
  named: Named[]
}

// the record of one report (record.md)

export interface Span {
  start: number
  end: number
}

interface Stated {
  by: string
  confidence?: number | null
}

export interface Entity extends Stated {
  id: string
  type: EntityType
  name: string
  mentions: Span[]
  name_en: string | null
  name_en_by: string | null
  country: string | null
  sector: string[]
  identifiers: { wikidata: string | null; geonames: number | null }
  latitude: number | null
  longitude: number | null
}

export interface Time extends Span, Stated {
  id: string
  earliest: string | null
  latest: string | null
  type: string
  granularity: string
  clock: string | null
}

export interface RecordAmount extends Span, Stated {
  id: string
  value: number | null
  unit: string
  approximate: boolean
}

export interface Position extends Span, Stated {
  person: string
  title: string
  organization: string | null
}

export interface Relation extends Span, Stated {
  subject: string
  relation: string
  object: string
}

export interface Alignment extends Span, Stated {
  subject: string
  object: string
  polarity: string
  attribution: string | null
}

export interface Attribution extends Stated {
  id: string
  sources: string[]
  act: string
  cue: Span[]
  content: Span[]
  distance: string | null
}

export interface RecordEvent extends Stated {
  id: string
  type: string
  mode: string | null
  aux: string[]
  context: string[]
  actor: string[]
  recipient: string[]
  place: string[]
  from: string[]
  time: string | { earliest: string; latest: string } | null
  count: number | null
  amounts: string[]
  evidence: Span[]
  attribution: string | null
  reasons: { field: string; by: string; start: number; end: number }[]
}

export interface Record_ {
  id: string
  title: string | null
  publisher: string | null
  published: string | null
  published_by: string | null
  url: string | null
  language: string | null
  text: string
  entities: Entity[]
  positions: Position[]
  relations: Relation[]
  alignments: Alignment[]
  times: Time[]
  amounts: RecordAmount[]
  attributions: Attribution[]
  events: RecordEvent[]
  boilerplate: Span[]
}

export interface Session {
  auth: boolean
  user: string | null
  role: 'reader' | 'analyst' | 'admin' | null
  version: string
  limits: { upload_bytes: number; upload_files: number; body_bytes: number }
}

export interface Outcome {
  source: string
  report: string | null
  status: 'added' | 'new version' | 'known' | 'failed'
  message: string | null
  copy_of: string | null
}

export interface JobLine {
  id: string
  by: string
  created: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  total: number | null
  done: number
  added: number
  new_versions: number
  known: number
  failed: number
  error: string | null
}

export interface Job {
  line: JobLine
  outcomes: Outcome[]
  left_out: number
}

/** Where a report stands in the desk; `actors` and `stories` lead from its entities and events to the desk's. */
export interface ReportState {
  report: ReportLine
  version: number
  hash: string
  copy_of: string | null
  decisions: Judgement[]
  actors: Record<string, string>
  stories: Record<string, string>
}

export type Report = Record_ & { line: ReportState }

export interface ReportVersion {
  number: number
  hash: string
  title: string | null
  publisher: string | null
  published: string | null
  published_by: string | null
  url: string | null
  added: string
  source: string
  analyser: string | null
}

/** A telling that nobody has decided on, and its story. */
export interface Doubt {
  story: string
  account: Account
}
