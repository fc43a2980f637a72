// Passkeys: gets the options from the forum, passes them to the browser, and sends the browser's response with the form.
const canDo = Boolean(window.PublicKeyCredential?.parseCreationOptionsFromJSON && navigator.credentials);

function show(root = document) {
  if (canDo) root.querySelectorAll('form[data-passkey]').forEach(form => { form.hidden = false; });
}

document.addEventListener('submit', async event => {
  const form = event.target.closest('form[data-passkey]');
  if (!form || 'answered' in form.dataset) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const problem = form.querySelector('[data-passkey-problem]');
  problem.hidden = true;
  try {
    form.querySelector('[data-credential]').value = JSON.stringify(await answer(form));
    form.dataset.answered = '';
    form.requestSubmit();
  } catch {
    delete form.dataset.answered;
    problem.textContent = form.dataset.failed;
    problem.hidden = false;
  }
}, true);

async function answer(form) {
  const asked = await fetch(form.dataset.options, { method: 'POST', body: new FormData(form) });
  if (!asked.ok) throw new Error(asked.status);
  const options = await asked.json();
  const credential = form.dataset.passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return credential.toJSON();
}

show();
forum.onPage(() => show());
