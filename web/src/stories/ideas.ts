/** Ideas a parent may begin from, in the language the story is to be told in. */
import type { Language } from "@/stories/wire";

export const IDEAS: Record<Language, readonly string[]> = {
  en: [
    "Mira and a small fox look for the moon's lost button",
    "Theo is afraid of the dark, until a lantern hums",
    "A hedgehog, a lighthouse, and a letter nobody has read",
    "Ada starts school tomorrow and would rather stay home",
    "A slow turtle who learns that waiting can be nice",
    "Snow falls, and a teddy wants to see it once",
  ],
  fr: [
    "Léa et un petit renard cherchent le bouton perdu de la lune",
    "Théo a peur du noir, jusqu’à ce qu’une lanterne fredonne",
    "Un hérisson, un phare et une lettre que personne n’a lue",
    "Inès entre à l’école demain et préférerait rester à la maison",
    "Une tortue lente qui apprend qu’attendre peut être doux",
    "Il neige, et un ours en peluche voudrait voir ça une fois",
  ],
  ja: [
    "はなと小さなきつねが、月のなくしたボタンを探すお話",
    "暗いのがこわいそうたと、小さく歌うランタン",
    "はりねずみと灯台と、だれも読んだことのない手紙",
    "あしたから学校。でも、おうちにいたいゆい",
    "のんびりやのかめが、待つ時間を好きになる話",
    "雪の夜、ぬいぐるみが一度だけ外を見てみたくなる",
  ],
  hi: [
    "मीरा और नन्ही लोमड़ी चाँद का खोया बटन ढूँढते हैं",
    "आरव को अँधेरे से डर लगता है, फिर एक लालटेन गुनगुनाती है",
    "एक साही, एक प्रकाशस्तंभ और एक चिट्ठी जो किसी ने नहीं पढ़ी",
    "अनाया का कल स्कूल का पहला दिन है और उसका मन घर पर रहने का है",
    "एक धीमा कछुआ जो सीखता है कि इंतज़ार भी अच्छा होता है",
    "बर्फ़ गिर रही है और एक टेडी उसे एक बार देखना चाहता है",
  ],
};

/** What a voice says when it is tried. */
export const SAMPLE_LINE: Record<Language, string> = {
  en: "The moon is up, and the house is quiet.",
  fr: "La lune est levée et la maison est calme.",
  ja: "お月さまが のぼって、おうちは しずかです。",
  hi: "चाँद निकल आया है और घर में शांति है।",
};

/** Three ideas, another three each evening. */
export function ideasOfTheEvening(language: Language, evening: number): readonly string[] {
  const ideas = IDEAS[language];
  return [0, 1, 2].map((i) => ideas[(evening * 3 + i) % ideas.length] ?? "");
}
