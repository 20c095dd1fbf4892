"""The wordings that tell what a stand concerns: the proposal, a part of it, one thing in it, or what others do."""

import re

PLAIN = re.compile(r"(?:till|av)styrk\w*|avslag|avslå\w*|bifall\w*|(?:yrkar )?avslag(?: på)?|instämmer", re.IGNORECASE)
LIMITED = re.compile(
    r"\bi\s+(?:denna|den|dessa|övriga?|de)\s+del(?:en|ar|arna)?\b|\bpå\s+(?:dessa|denna)\s+punkt(?:er|en)?\b"
    r"|\b(?:kapitel|avsnitt|punkt)\s+\d|\bi fråga om\b|\bvad gäller\b|\bnär det gäller\b|\bbeträffande\b|\bavseende\b",
    re.IGNORECASE,
)
NARROWED = re.compile(
    r"\s*(?:om(?!\s+(?:inte|det|den|de|man|vi|staten|kommunen)\b)|till|att|i\s+(?:(?:denna|den|dessa|de)\s+)?"
    r"(?:avsnitt\w*|kapit\w+|kap|del|delen|delar\w*|punkt\w*)|i\s+fråga\s+om|vad\s+gäller|avseende|när\s+det)\b",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"\s*(?:om|till)\s+(?:\w+\s+){0,2}\w*"
    r"(?:lag|lagstiftning|strategi|plan|program|policy|riktlinjer|föreskrifter|reglering|taxa|budget|betänkande)\b",
    re.IGNORECASE,
)
JUDGEMENT = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:bedömning|uppfattning|slutsats|beskrivning|åsikt|iakttagelse|resonemang|utgångspunkt)\w*",
    re.IGNORECASE,
)
BARRIER = re.compile(r"[;:]|,\s*(?:som|vilket|men|dock|eftersom|då|och)\b|\beftersom\b|\bdå\b|\bför att\b|\bsom\b")
ADVERBS = re.compile(
    r"^(?:\s*(?:dock|däremot|emellertid|därför|alltså|således|samtidigt|även|också|därmed|helt|bestämt|vidare|inte|ej"
    r"|sig|oss|i sin helhet|i dess helhet|i huvudsak|i stort|i stora drag|i allt väsentligt|mestadels|i princip|bakom"
    r"|på|till|i|mot|fullt ut|det remitterade|remitterade|och fullt|nämnden|kommunen|kontoret|förvaltningen|vi|jag)"
    r"\b[\s,]*)+",
    re.IGNORECASE,
)
THING = re.compile(r"\s*(?:att|en|ett|den|det|de|kravet|krav|tanken|idén|regeln|avgiften|skrivningen)\b", re.IGNORECASE)
FRONTED = re.compile(
    r"(?:Den|Det|De|Denna|Dessa)\s+(?:\w+a\s+)?(?!\w*(?:förslag|del|strateg|kapit|avsnitt|åtgärd|plan|program))\w+(?:en|et|an|na)"
)
"""One thing in a part, put first in its clause: "Den avsättningen kan nämnden inte tillstyrka"."""
ALL = re.compile(r"\b(?:samtliga|alla)\s+(?:\w+\s+)?(?:delstrategi\w*|förslag\w*|delar\w*)", re.IGNORECASE)
REST = re.compile(
    r"\b(?:övriga|resterande|de andra)\s+(?:\w+\s+)?"
    r"(?:delstrategi\w*|kapit\w+|avsnitt\w*|punkt\w*|delområde\w*|åtgärd\w*)",
    re.IGNORECASE,
)
OTHERS = re.compile(r"\b(?:övriga|resterande|de andra)\s+(?:\w+\s+)?(?:förslag\w*|delar\w*)", re.IGNORECASE)
ELSE = re.compile(r"\bi\s+övrigt\b", re.IGNORECASE)
IT = re.compile(r"\s*(?:detta|det|denna|den|dessa|dem|de)\b\s*(?:[.,;]|$|och\b|i\s)", re.IGNORECASE)
THAT = re.compile(
    r"\s*(?:det|detta|denna|dessa)\s*(?:$|(?:kan|vill|går|har|ska|måste|bör|anser|tycker|menar|motsätter)\b)",
    re.IGNORECASE,
)
PART = re.compile(r"\W*(?:delstrategi|förslag|del)", re.IGNORECASE)
MEETS = re.compile(r"\buppfyller\b", re.IGNORECASE)
ADOPTED = re.compile(
    r"att\s+(?:\w+\s+)?\w*(?:förslaget|strategin|planen|programmet|policyn)\s+(?:\w+\s+)?(?:antas|genomförs|införs)\b"
)
ASSESSED = re.compile(r"konsekvensutredning|förslag|redovisning", re.IGNORECASE)
TOWARDS = re.compile(r"\s*(?:mot|på|i)\s", re.IGNORECASE)
AGENT = re.compile(r"\s*(?:\w+\s+)?av\s")
REFUSAL = re.compile(r"avstyrk|motsätt|avslå", re.IGNORECASE)
PREPOSITION = re.compile(r"(?:under|med|utan|av|från|efter|enligt|vid|för|och|samt)\b", re.IGNORECASE)
REASON = re.compile(r"\beftersom\b|\bunder förutsättning\b|\bförutsatt\b|\bför att\b|,\s*då\b", re.IGNORECASE)
GOAL = re.compile(r"(?:del)?mål(?:et|en|sättningen)?\s+(?:om|att|för|på|i)\b", re.IGNORECASE)
CLAUSE = re.compile(r"(?:\w+\s+)?att\b")
OF_SUBJECT = re.compile(r"(?:är|vore)\b(?!.*\bpositiv)", re.IGNORECASE)
SECTION = re.compile(r"\b(?:avsnitt\w*|kapit\w+|kap\.|punkt\w*|i)\s+\d+\.\d")
OWNER = re.compile(r"\b\w{4,}s\s+(?=\w)")
POINTED = re.compile(r"\b(?:detta|denna|dessa|det|den)$", re.IGNORECASE)
