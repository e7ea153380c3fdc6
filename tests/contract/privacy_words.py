"""The words of app/PRIVACY.md that neither the schemas nor the contract have."""

HEADS = {
    "nl": {"fields": ["in het bericht", "wat het zegt", "op de kiosk, met een vinger op je naam"],
           "kept": ["wat", "waar op de broker", "hoe lang"]},
    "en": {"fields": ["in the message", "what it says", "on the kiosk, with a finger on your name"],
           "kept": ["what", "where on the broker", "for how long"]},
}

# Where a kiosk shows each field about a person: the name of a label in app/locale/language, or in words.
SHOWN = {
    "config-person": {"rev": "not shown: it tells nothing of a person", "name": "as the title", "sort": "PERSON_SORT",
                      "wall": "PERSON_WALL", "badges": "PERSON_BADGE", "gone": "not shown: the person isn't there any more"},
    "state": {"v": "PERSON_SAID", "by": "PERSON_SAID", "presence": "PERSON_NOW", "since": "PERSON_SINCE", "kind": "PERSON_NOW",
              "side": "PERSON_ALSO", "come": "PERSON_ALSO", "place": "PERSON_PLACE", "until": "PERSON_UNTIL",
              "left": "PERSON_UNTIL", "ends": "PERSON_ENDS", "expiry": "PERSON_ENDS"},
}

# How long a message stays, where the contract says it shorter than people would.
LASTS = {"yes": "until it is changed or removed", "no": "not at all", "no; 30 seconds": "not at all; 30 seconds under way"}

# English, as the schemas and the contract have it, in Dutch. Who changes one there, changes it here.
DUTCH = {
    # where it is shown
    "not shown: it tells nothing of a person": "niet: het zegt niets over iemand",
    "as the title": "als titel",
    "not shown: the person isn't there any more": "niet: de persoon is er dan niet meer",
    # config-person
    "Counts the changes of this document. It only serves the tools that guard against overwriting; devices report it back.":
        "Telt hoe vaak de regel van deze persoon is veranderd, zodat beheerders elkaar niet overschrijven.",
    "The name that is shown.": "De naam die te zien is.",
    "What the roster is ordered by, such as a surname. Left out: the name.":
        "Waarop de lijst is gesorteerd, zoals een achternaam. Weggelaten: de naam.",
    "Where the name may stand: `open`, on boards while open for a chat; `name`, also in the list of who is here; "
    "`count`, never, the person is only counted.":
        "Waar de naam mag staan: `open`, op borden zolang iemand open is; `name`, ook in de lijst van wie er is; "
        "`count`, nooit, de persoon telt alleen mee.",
    "Badges of this person: each as `enrol` answers it, the salted hash of its number.":
        "Badges van deze persoon: van elk een versleutelde afdruk van het nummer.",
    "`true`: this person was removed. Nothing else in the document counts then.": "`true`: deze persoon is weggehaald. De rest telt dan niet.",
    # state and someone
    "The version: milliseconds since 1970 UTC, but always more than any seen for that person or place before.":
        "Wanneer er is getikt, tot op de milliseconde: van twee berichten telt het nieuwste.",
    "The device that says so.": "Het apparaat waarop het is gezegd.",
    "Where the person stands.": "Afwezig, aanwezig, in focus of open.",
    "Since when.": "Sinds wanneer.",
    "What they are open for. Needed when `open`.": "Waarvoor iemand open is.",
    "Of an idea: having half of one, or having an ear for one.": "Bij een plannetje: een half idee hebben, of er een oor voor hebben.",
    "\"Come to me.\" Left out otherwise: it can't be false.": "\"Kom gerust naar me toe.\"",
    "Where they are.": "Waar iemand is.",
    "When `open` or `focus` ends.": "Wanneer open of focus ophoudt.",
    "The same as a length, reckoned when it was said: for readers without a clock.": "Hetzelfde als duur, voor apparaten zonder klok.",
    "The day's end, at which everybody is away.": "Het eind van de dag, waarop iedereen afwezig is.",
    "The message's expiry interval as it was said: what is missing from it when the message is handed over is its age.":
        "Hoe lang de broker het bericht hoogstens houdt.",
    "What for.": "Waarvoor.",
    "When it ends. 0: it was taken back, and then `left` is 0 too.": "Wanneer het ophoudt; 0 als het is teruggenomen.",
    # the contract's topics: what, and for how long
    "the office": "het kantoor", "a person; empty once removed": "een persoon; leeg na weghalen",
    "a device; empty once removed": "een apparaat; leeg na weghalen", "a state": "hoe een persoon er is",
    "someone is open there": "er is daar iemand open", "how it is": "hoe het met een apparaat is",
    "its configuration, and what it refused": "de instellingen van een apparaat, en wat het weigerde",
    "how many are open, how many are here": "hoeveel er open zijn, hoeveel er aanwezig zijn",
    "how many signals it took": "hoe vaak er iets is gezegd", "a word of its own": "een eigen woord van een apparaat",
    "what to do": "wat een apparaat moet doen", "what came of it": "wat daarvan kwam",
    "what Home Assistant is told": "wat Home Assistant te horen krijgt",
    "its question": "de vraag van een nieuw apparaat", "its answer": "het antwoord daarop",
    "until it is changed or removed": "tot het wordt veranderd of weggehaald", "until the day's end": "tot het eind van de dag",
    "until 5 minutes after its end": "tot 5 minuten na het eind ervan", "30 days": "30 dagen", "15 minutes": "15 minuten",
    "400 days": "400 dagen", "not at all": "niet", "not at all; 30 seconds under way": "niet; hoogstens 30 seconden onderweg",
    # rights
    "who": "wie", "names": "namen", "who is how": "hoe iemand er is", "one's own": "hoe de eigenaar er is", "someone": "\"iemand\"",
    "numbers": "aantallen van andere apparaten", "tallies": "tellingen per dag", "a picture of a screen": "een plaatje van een scherm",
    "kiosk": "kiosk", "desk of one person": "bureau van één persoon", "board": "bord", "board that only counts": "bord dat alleen telt",
    "Home Assistant": "Home Assistant", "admin": "beheerder", "the nightly tidy": "het opruimen 's nachts",
    "device that asks to be adopted": "apparaat dat vraagt om erbij te horen",
    "sees": "ziet", "says": "zegt", "sees, says": "ziet, zegt", "asks for": "kan erom vragen", "–": "–",
}
