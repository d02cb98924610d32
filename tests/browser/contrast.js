// The texts of the page whose contrast (WCAG 2.1, "contrast ratio") is below `least`. What is disabled
// or unseen does not count.
(least) => {
  const read = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => {
    const mix = (upper, lower) => upper * top.a + lower * (1 - top.a);
    return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
  };
  const behind = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
      layers.unshift(read(getComputedStyle(each).backgroundColor));
    }
    return layers.reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const luminance = ({ r, g, b }) => {
    const linear = (value) =>
      value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  };
  const weak = [];
  for (const element of document.querySelectorAll("body *")) {
    const text = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const says = text.map((node) => node.textContent.trim()).join(" ").trim();
    const counts = says && element.checkVisibility() && !element.closest("[disabled], script");
    if (!counts) continue;
    const back = behind(element);
    const front = over(read(getComputedStyle(element).color), back);
    const [dark, light] = [luminance(front), luminance(back)].sort((one, two) => one - two);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < least) weak.push(`${ratio.toFixed(2)} ${says.slice(0, 40)}`);
  }
  return weak;
};
