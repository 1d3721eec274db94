import { describe, expect, test } from "vitest";
import { furigana } from "./furigana";
import { layOut } from "./layout";
import { positionAt, resumePoint } from "./position";
import { sentencesOf } from "./sentences";
import { aPage } from "./stand-ins";

const sentences = (text: string, language: string) =>
  sentencesOf(text, language).map(({ from, to }) => text.slice(from, to));

describe("sentences", () => {
  test("English keeps a quotation with the one who said it", () => {
    expect(sentences("“Is it far?” asked Mira. “Not very.” They went.", "en")).toEqual([
      "“Is it far?” asked Mira.",
      "“Not very.”",
      "They went.",
    ]);
  });

  test("French keeps its closing guillemet, whatever space stands before it", () => {
    expect(sentences("« Bonsoir\u202f! » Le renard bâille. Il dort.", "fr")).toEqual([
      "« Bonsoir\u202f! »",
      "Le renard bâille.",
      "Il dort.",
    ]);
  });

  test("Hindi ends at the danda", () => {
    expect(sentences("चाँद निकला। मीरा हँसी।", "hi")).toEqual(["चाँद निकला।", "मीरा हँसी।"]);
  });

  test("Japanese ends at 。 and not inside a quotation", () => {
    expect(sentences("「あれ！」とそらは言いました。森は静かです。「まだ」。", "ja")).toEqual([
      "「あれ！」とそらは言いました。",
      "森は静かです。",
      "「まだ」。",
    ]);
  });

  test("every letter but the spaces between belongs to a sentence", () => {
    const text = "One. Two!  Three";
    expect(sentences(text, "en").join(" ")).toBe("One. Two! Three");
  });
});

describe("furigana", () => {
  test("stand over the kanji only", () => {
    expect(furigana("話しはじめると、", "はなしはじめると、")).toEqual([
      { base: "話", reading: "はな" },
      { base: "しはじめると、", reading: "" },
    ]);
    expect(furigana("まん中に", "まんなかに")).toEqual([
      { base: "まん", reading: "" },
      { base: "中", reading: "なか" },
      { base: "に", reading: "" },
    ]);
  });

  test("stand over the whole word where the reading does not fit it", () => {
    expect(furigana("今日は", "けふ")).toEqual([{ base: "今日は", reading: "けふ" }]);
  });

  test("leave kana alone", () => {
    expect(furigana("ねこが", "ねこが")).toEqual([{ base: "ねこが", reading: "" }]);
  });
});

describe("a page's layout", () => {
  const page = aPage(1, "The fox sat. Mira sat beside him.");

  test("places every word in its sentence, in the text's own letters", () => {
    const layout = layOut(page);
    expect(layout.words.map(({ from, to }) => page.text.slice(from, to))).toEqual(page.text.split(" "));
    expect(layout.words.map((word) => word.sentence)).toEqual([0, 0, 0, 1, 1, 1, 1]);
    expect(layout.sentences.map(({ first, after, start }) => [first, after, start])).toEqual([
      [0, 3, 0],
      [3, 7, 1.5],
    ]);
  });

  test("leaves out a word that was said but is not shown", () => {
    const sound = {
      src: "",
      seconds: 2,
      words: [
        { text: "The", start: 0, end: 0.4 },
        { text: "uh", start: 0.5, end: 0.6 },
        { text: "fox", start: 1, end: 1.4 },
      ],
    };
    expect(layOut({ ...page, text: "The fox", sound }).words.map(({ start }) => start)).toEqual([0, 1]);
  });

  test("Japanese words carry the readings of the tokens they span", () => {
    const layout = layOut({
      text: "森に入ると、",
      language: "ja",
      tokens: [
        { shown: "森に", reading: "もりに" },
        { shown: "入ると、", reading: "はいると、" },
      ],
      sound: { src: "", seconds: 1, words: [{ text: "森に入ると、", start: 0, end: 1 }] },
    });
    expect(layout.words[0]?.ruby).toEqual([
      { base: "森", reading: "もり" },
      { base: "に", reading: "" },
      { base: "入", reading: "はい" },
      { base: "ると、", reading: "" },
    ]);
  });
});

describe("the place in the page", () => {
  const page = aPage(1, "The fox sat. Mira sat beside him.");
  const layout = layOut(page);

  test("agrees with the word list at every hundredth of a second", () => {
    for (let seconds = 0; seconds < 3.5; seconds += 0.01) {
      const sounding = layout.words.findIndex(({ start, end }) => start <= seconds && seconds < end);
      if (sounding >= 0) expect(positionAt(layout, seconds).word).toBe(sounding);
    }
  });

  test("keeps the sentence through a pause, but not the word", () => {
    const spoken = layOut({
      ...page,
      sound: {
        src: "",
        seconds: 9,
        words: [
          { text: "The", start: 1, end: 1.4 },
          { text: "fox", start: 5, end: 5.4 },
        ],
      },
    });
    expect(positionAt(spoken, 0.5)).toEqual({ word: -1, sentence: -1 });
    expect(positionAt(spoken, 3)).toEqual({ word: -1, sentence: 0 });
  });

  test("a page is taken up at a sentence's head, three seconds back at least", () => {
    const long = layOut(
      aPage(1, "One two three four. Five six seven eight. Nine ten eleven twelve. Thirteen."),
    );
    expect(resumePoint(long, 6.6)).toBe(2);
    expect(resumePoint(long, 2.4)).toBe(0);
  });
});
