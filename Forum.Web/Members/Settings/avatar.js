// Crops the selected picture and sends only that part: a smaller upload, and the camera's metadata stays here. The forum
// does the same with pictures sent without it.

forum.onPage(() => {
  const form = document.querySelector('form[data-avatar]');
  if (!form || form.dataset.isReady) return;
  form.dataset.isReady = 'yes';
  const crop = form.querySelector('[data-avatar-crop]');
  const canvas = crop.querySelector('canvas');
  const zoom = crop.querySelector('input');
  const problem = form.querySelector('[data-avatar-problem]');
  let picture, x = 0, y = 0;

  const say = text => {
    problem.textContent = text ?? '';
    problem.hidden = !text;
    crop.hidden = !picture;
  };

  form.elements.Large.addEventListener('change', async event => {
    const [file] = event.target.files;
    picture = undefined;
    if (!file) return say();
    if (file.size > Number(form.dataset.most)) return refuse(form.dataset.tooLarge);
    try {
      picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    } catch {
      return refuse(form.dataset.unreadable);
    }
    [x, y, zoom.value] = [0, 0, 1];
    say();
    draw();
  });

  function refuse(text) {
    form.elements.Large.value = '';
    say(text);
  }

  zoom.addEventListener('input', () => draw());
  canvas.addEventListener('pointermove', event => {
    if (!event.buttons || !picture) return;
    canvas.setPointerCapture(event.pointerId);
    move(event.movementX, event.movementY);
  });
  canvas.addEventListener('keydown', event => {
    const step = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] }[event.key];
    if (!step) return;
    event.preventDefault();
    move(...step);
  });

  function move(right, down) {
    const scale = canvas.width / canvas.getBoundingClientRect().width;
    [x, y] = [x + right * scale, y + down * scale];
    draw();
  }

  // The picture fills the square, whatever its shape, and can't be moved out of it.
  function draw() {
    const scale = canvas.width / Math.min(picture.width, picture.height) * Number(zoom.value);
    const [width, height] = [picture.width * scale, picture.height * scale];
    const within = (at, length) => Math.max(-(length - canvas.width) / 2, Math.min((length - canvas.width) / 2, at));
    [x, y] = [within(x, width), within(y, height)];
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, (canvas.width - width) / 2 + x, (canvas.height - height) / 2 + y, width, height);
  }

  form.addEventListener('submit', async event => {
    if (!picture || form.dataset.isCut) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const blob = await new Promise(done => canvas.toBlob(done, 'image/webp', 0.95));
    const files = new DataTransfer();
    files.items.add(new File([blob], 'picture', { type: blob.type }));
    form.elements.Large.files = files.files;
    form.dataset.isCut = 'yes';
    form.requestSubmit();
  }, { capture: true });
});
