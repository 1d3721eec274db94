"""What a good model hands over, one story a language, for a child of five; names are signs."""

from typing import Any

from sandman.stories import Language

MOODS = ("playful", "curious", "worried", "tender", "hushed", "sleepy")
PICTURES = (
    (
        "A child and a fox walk between tall flowers in a garden at dusk, a lantern in the child's hand",
        "garden",
    ),
    ("The child kneels by a stone wall and looks up at a pale lantern, the fox beside", "garden"),
    ("The fox sits by a dark pond in the garden while the child stands and listens", "garden"),
    ("The child whispers to the lantern and it shines softly on the fox's nose", "garden"),
    ("They sit close together on the garden step under a few stars, the lantern low", "garden"),
    ("The child asleep in bed, the fox curled up on the rug, a low lamp on the sill", "bedroom"),
)
TITLES: dict[Language, str] = {
    Language.ENGLISH: "The Lantern That Listened",
    Language.FRENCH: "La lanterne qui écoutait",
    Language.JAPANESE: "おはなしを きく ランタン",
    Language.HINDI: "सुनने वाली लालटेन",
}
PAGES: dict[Language, tuple[tuple[str, str], ...]] = {
    Language.ENGLISH: (
        (
            "Between the Flowers",
            "When the day was nearly over, {{HERO}} and the fox went into the garden with the little "
            "lantern. The flowers were taller than both of them. The fox hopped over every shadow, and "
            "{{HERO}} hopped after, and neither of them touched one.",
        ),
        (
            "A Pale Light",
            "By the old wall the lantern grew pale. {{HERO}} shook it gently and heard nothing. “Perhaps "
            "it is tired,” said the fox. They put it on a warm stone and looked at it for a long time, "
            "as one looks at a friend who will not say what is wrong.",
        ),
        (
            "By the Pond",
            "It was darker by the pond. A frog said one word and thought better of it. The fox sat down "
            "close to {{HERO}}, because his ears were cold. “I do not like it when I cannot see my "
            "feet,” he said. “They are still there,” said {{HERO}}, and counted them for him.",
        ),
        (
            "A Small Word",
            "Then {{HERO}} leaned down and whispered to the lantern what the day had been like: the "
            "puddle, the bread, the blue button. With every word the light came back a little. It had "
            "only wanted to be told. The fox’s nose was golden now.",
        ),
        (
            "On the Step",
            "They sat on the step and told the rest of it, slowly, until there was nothing left to tell. "
            "The lantern shone no more than was needed. Somewhere a door was closed softly. {{HERO}} "
            "leaned on the fox, and the fox leaned on {{HERO}}.",
        ),
        (
            "Good Night",
            "Now the lantern stands on the sill and the blanket is warm. Breathe in, and the curtain "
            "comes a little nearer; breathe out, and it goes. The fox is curled up on the rug with his "
            "tail over his feet, all four of them. {{HERO}} closes both eyes and sleeps.",
        ),
    ),
    Language.FRENCH: (
        (
            "Parmi les fleurs",
            "Quand le jour fut presque fini, {{HERO}} et le renard entrèrent dans le jardin avec la "
            "petite lanterne. Les fleurs étaient plus hautes qu’eux. Le renard sautait par-dessus chaque "
            "ombre, et {{HERO}} sautait derrière lui, sans jamais en toucher une.",
        ),
        (
            "Une lumière pâle",
            "Près du vieux mur, la lanterne devint toute pâle. {{HERO}} la secoua doucement et "
            "n’entendit rien. « Elle est peut-être fatiguée », dit le renard. Ils la posèrent sur une "
            "pierre tiède et la regardèrent longtemps, comme on regarde une amie qui ne dit rien.",
        ),
        (
            "Au bord de la mare",
            "Il faisait plus sombre au bord de la mare. Une grenouille dit un mot, puis se tut. Le "
            "renard s’assit tout contre {{HERO}}, car il avait froid aux oreilles. « Je n’aime pas ne "
            "plus voir mes pattes », dit-il. « Elles sont encore là », répondit {{HERO}}, et les compta "
            "une à une.",
        ),
        (
            "Un petit mot",
            "Alors {{HERO}} se pencha et raconta tout bas à la lanterne comment était la journée : la "
            "flaque, le pain, le bouton bleu. À chaque mot, la lumière revenait un peu. Elle voulait "
            "seulement qu’on lui parle. Le bout du museau du renard était doré maintenant.",
        ),
        (
            "Sur la marche",
            "Ils s’assirent sur la marche et racontèrent le reste, lentement, jusqu’à ce qu’il n’y ait "
            "plus rien à dire. La lanterne n’éclairait pas plus qu’il ne fallait. Quelque part, on ferma "
            "doucement une porte. {{HERO}} posa la tête contre le renard.",
        ),
        (
            "Bonne nuit",
            "La lanterne est sur le rebord de la fenêtre et la couverture est chaude. On respire, et le "
            "rideau s’approche ; on souffle, et il s’en va. Le renard est roulé en boule sur le tapis, "
            "la queue sur ses quatre pattes. Près de {{HERO}}, tout se tait. {{HERO}} ferme les yeux et "
            "s’endort.",
        ),
    ),
    Language.JAPANESE: (
        (
            "はなの あいだ",
            "ゆうがた、{{HERO}}と きつねは ちいさな ランタンを もって にわへ いきました。 "
            "はなは ふたりより せが たかくて、 きつねは かげを ぴょん、 ぴょんと "
            "とびこえます。 {{HERO}}も あとから ぴょん。 かげには ちっとも "
            "さわりませんでした。",
        ),
        (
            "うすい ひかり",
            "ふるい かべの そばで、 ランタンの ひかりが うすく なりました。 {{HERO}}が "
            "そっと ふっても、 なにも きこえません。 「つかれたのかな」と きつねが "
            "いいました。 ふたりは あたたかい いしの うえに ランタンを おいて、 じっと みて "
            "いました。",
        ),
        (
            "いけの そば",
            "いけの そばは、 もっと くらく なって いました。 かえるが ひとこと いって、 "
            "やめました。 きつねは {{HERO}}に ぴったり よりそいました。 「ぼくの あしが "
            "みえないよ」。 「ちゃんと あるよ」と {{HERO}}は いって、 いち、 に、 さん、 "
            "しと かぞえて あげました。",
        ),
        (
            "ちいさな こえ",
            "それから {{HERO}}は、 ランタンに きょうの ことを そっと はなしました。 "
            "みずたまりの こと、 パンの こと、 あおい ボタンの こと。 ひとつ はなす たびに、 "
            "ひかりが すこし もどって きます。 ランタンは ただ、 きかせて ほしかったのです。",
        ),
        (
            "かいだんで",
            "ふたりは かいだんに すわって、 のこりを ゆっくり はなしました。 もう なにも "
            "ありません。 ランタンは ちょうど いいだけ ひかって います。 どこかで ドアが "
            "しずかに しまりました。 {{HERO}}は きつねに もたれ、 きつねは {{HERO}}に "
            "もたれました。",
        ),
        (
            "おやすみ",
            "ランタンは まどの そばに あります。 ふとんは ほかほか です。 すうと すうと、 "
            "カーテンが ちかく なり、 ふうと はくと、 とおく なります。 きつねは しっぽを "
            "あしに かけて、 まるく なりました。 {{HERO}}は めを とじて、 すやすや "
            "ねむりました。",
        ),
    ),
    Language.HINDI: (
        (
            "फूलों के बीच",
            "जब दिन ढलने लगा, तब {{HERO}} और लोमड़ी छोटी लालटेन लेकर बग़ीचे में गए। फूल उन दोनों से ऊँचे "
            "थे। लोमड़ी हर परछाईं के ऊपर से कूदती, और {{HERO}} उसके पीछे-पीछे। दोनों ने एक भी परछाईं को "
            "नहीं छुआ।",
        ),
        (
            "हल्की रोशनी",
            "पुरानी दीवार के पास लालटेन की रोशनी हल्की पड़ गई। {{HERO}} ने उसे धीरे से हिलाया, पर कुछ "
            "सुनाई नहीं दिया। “शायद यह थक गई है,” लोमड़ी ने कहा। उन्होंने उसे एक गरम पत्थर पर रखा और देर "
            "तक देखते रहे।",
        ),
        (
            "तालाब के पास",
            "तालाब के पास और अँधेरा था। एक मेंढक ने एक बात कही और चुप हो गया। लोमड़ी {{HERO}} से सटकर "
            "बैठ गई। “मुझे अपने पैर नहीं दिखते,” उसने कहा। “वे वहीं हैं,” {{HERO}} ने कहा और उन्हें "
            "एक-एक करके गिना।",
        ),
        (
            "एक छोटी बात",
            "फिर {{HERO}} ने झुककर लालटेन को दिन की बातें सुनाईं: पानी का गड्ढा, ताज़ी रोटी, नीला बटन। "
            "हर बात के साथ रोशनी थोड़ी लौट आई। उसे बस सुनना अच्छा लगता था। अब लोमड़ी की नाक सुनहरी दिख "
            "रही थी।",
        ),
        (
            "सीढ़ी पर",
            "दोनों सीढ़ी पर बैठे और बाक़ी बातें धीरे-धीरे सुनाईं, जब तक कुछ बाक़ी न रहा। लालटेन उतनी ही "
            "चमकी जितनी ज़रूरत थी। कहीं एक दरवाज़ा धीरे से बंद हुआ। {{HERO}} का सिर लोमड़ी की पीठ पर था।",
        ),
        (
            "शुभ रात्रि",
            "अब लालटेन खिड़की पर है और कंबल गरम है। साँस अंदर आती है तो परदा पास आता है, बाहर जाती है तो "
            "दूर। लोमड़ी दरी पर गोल होकर लेटी है, पूँछ चारों पैरों पर। {{HERO}} ने आँखें बंद कीं और सो "
            "गया।",
        ),
    ),
}


def tale(language: Language = Language.ENGLISH) -> dict[str, Any]:
    """The arguments of `create_bedtime_story` as a good model gives them."""
    return {"title": TITLES[language], "scenes": [scene(language, number) for number in range(1, 7)]}


def scene(language: Language, number: int) -> dict[str, Any]:
    """One of its scenes."""
    (title, text), (seen, place) = PAGES[language][number - 1], PICTURES[number - 1]
    return {
        "title": title,
        "text": text,
        "mood": MOODS[number - 1],
        "illustration_prompt": seen,
        "place": place,
        "time": None,
        "weather": None,
        "hero_pose": None,
        "child_pose": None,
    }


BRIEF: dict[str, Any] = {
    "hero": "a fox who counts things",
    "want": "{{HERO}} and the fox want the lantern to shine again",
    "turn": "it is not broken, nobody has told it anything today",
    "resolution": "{{HERO}} tells it the day, and it shines",
    "sleep_ending": "the lantern stands on the sill and everybody sleeps",
    "beats": ["into the garden", "it grows pale", "by the pond", "a word", "on the step", "asleep"],
    "leave_out": ["anybody left alone"],
    "fear_level": 1,
    "holds": dict.fromkeys(
        ("death", "weapons", "abandonment", "shame", "brands", "real_people", "unsafe_acts"), False
    ),
}
SHEET: dict[str, Any] = {
    "hero": "a small russet fox with one white paw",
    "child": "a child with short black curls in moss-green pyjamas",
    "companion": "a very small robin",
    "prop": "a round brass lantern with a dent",
    "palette": "dusk blue, moss green, ochre",
    "light": "one low warm light",
}
