const chat = document.querySelector('va-chat');
const toggle = document.querySelector('#toggle');

// Your server says who is signed in. It is asked again before the access ends.
chat.getToken = async () => {
  const response = await fetch('/token', { method: 'POST' });
  if (!response.ok) throw new Error(`/token answered ${response.status}`);
  return response.text();
};

chat.addEventListener('va-error', ({ code, reason }) => {
  document.querySelector('#problem').textContent = `${code}: ${reason}`;
});

toggle.addEventListener('click', () => {
  if (chat.isConnected) chat.remove();
  else document.body.append(chat);
  toggle.textContent = chat.isConnected ? 'Hide the assistant' : 'Show the assistant';
});
