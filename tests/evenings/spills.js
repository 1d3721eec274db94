// Every text that does not fit where it stands, and the page itself where it is wider than the screen.
() => {
  const spills = [];
  const says = (element) =>
    `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 60)}`;
  const isPushedSideways = (element) => {
    for (let at = element; at; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
    }
    return false;
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) spills.push(`the page is ${root.scrollWidth} px wide`);
  for (const element of document.body.querySelectorAll("*")) {
    const speaks = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!speaks || !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue;
    if (box.width <= 1 || box.right <= 0 || style.webkitLineClamp !== "none") continue;
    if (isPushedSideways(element)) continue;
    if (box.right > innerWidth + 1 || box.left < -1) spills.push(`beyond the edge: ${says(element)}`);
    const isCut = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
    if (isCut && style.overflowX !== "visible") spills.push(`cut off: ${says(element)}`);
  }
  return spills;
};
