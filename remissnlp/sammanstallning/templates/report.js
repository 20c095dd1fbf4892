"use strict";
// Sök och filter i registret, och sidvisaren. Allt fungerar som länkar även utan skript.
(() => {
  const get = (id) => document.getElementById(id);
  const posts = [...document.querySelectorAll("li.post")];
  const texts = new Map(posts.map((post) => [post, post.textContent.toLocaleLowerCase("sv")]));
  const form = get("filter");
  const value = (id) => (get(id) ? get(id).value : "");

  const fits = (post) => {
    const data = post.dataset;
    const words = value("sok").toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    return words.every((word) => texts.get(post).includes(word))
      && (!value("f-vem") || data.vem === value("f-vem"))
      && (!value("f-tema") || data.tema.split("|").includes(value("f-tema")))
      && (!value("f-hallning") || data.hallning === value("f-hallning"))
      && (!value("f-slag") || data.slag === value("f-slag"))
      && (!value("f-del") || data.del.split(" ").includes(value("f-del")))
      && (!value("f-citerad") || data.citerad === value("f-citerad"));
  };

  const filter = () => {
    let shown = 0;
    for (const post of posts) {
      post.hidden = !fits(post);
      shown += post.hidden ? 0 : 1;
    }
    get("antal").textContent = `Visar ${shown} av ${posts.length} synpunkter.`;
  };

  const reveal = () => {
    const post = get(decodeURIComponent(location.hash.slice(1)));
    if (post && post.hidden) {
      form.reset();
      filter();
      post.scrollIntoView();
    }
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  window.addEventListener("hashchange", reveal);
  window.addEventListener("beforeprint", () => posts.forEach((post) => { post.hidden = false; }));
  window.addEventListener("afterprint", filter);
  filter();

  if (matchMedia("(max-width: 60rem)").matches) {
    document.querySelector("nav details").open = false;
  }

  const data = JSON.parse(get("platser").textContent);
  const viewer = get("visare");
  const sheet = get("blad");
  const svg = "http://www.w3.org/2000/svg";
  let now = null;

  const draw = () => {
    const [width, height] = data.sizes[`${now.source}-${now.page}`];
    const picture = document.createElement("div");
    picture.className = "bild";
    const image = new Image();
    image.src = `sidor/${now.source}-${now.page}.webp`;
    image.alt = `Sida ${now.page} i svaret från ${now.who}`;
    image.width = Math.round(width);
    image.height = Math.round(height);
    const overlay = document.createElementNS(svg, "svg");
    overlay.setAttribute("viewBox", `0 0 ${width} ${height}`);
    overlay.setAttribute("preserveAspectRatio", "none");
    overlay.setAttribute("aria-hidden", "true");
    for (const [source, page, boxes] of now.places) {
      if (source !== now.source || page !== now.page) { continue; }
      for (const [x, y, w, h] of boxes) {
        const mark = document.createElementNS(svg, "rect");
        Object.entries({ x, y, width: w, height: h }).forEach(([name, number]) => mark.setAttribute(name, number));
        overlay.append(mark);
      }
    }
    picture.append(image, overlay);
    sheet.replaceChildren(picture);
    get("visare-rubrik").textContent = `${now.who}, sida ${now.page} (${data.pages[now.source]})`;
    get("fore").disabled = !data.sizes[`${now.source}-${now.page - 1}`];
    get("efter").disabled = !data.sizes[`${now.source}-${now.page + 1}`];
    const first = overlay.querySelector("rect");
    if (first) { first.scrollIntoView({ block: "center" }); } else { sheet.scrollTop = 0; }
  };

  const open = (link) => {
    const places = link.dataset.visa.split(" ").flatMap((id) => data.places[id] || []);
    if (!places.length) { return false; }
    now = { who: link.dataset.vem, source: places[0][0], page: places[0][1], places };
    viewer.showModal();
    draw();
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-visa]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    if (typeof viewer.showModal === "function" && open(link)) { event.preventDefault(); }
  });
  get("fore").addEventListener("click", () => { now.page -= 1; draw(); });
  get("efter").addEventListener("click", () => { now.page += 1; draw(); });
  get("stang").addEventListener("click", () => viewer.close());
  viewer.addEventListener("click", (event) => { if (event.target === viewer) { viewer.close(); } });
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft" && !get("fore").disabled) { get("fore").click(); }
    if (event.key === "ArrowRight" && !get("efter").disabled) { get("efter").click(); }
  });
})();
