/** Receives an answer at the pace of the server: one piece a message, and the word that it has ended. */
export function receive(onPiece: (piece: string) => void, onEnd: () => void): () => void {
  const socket = new WebSocket(`ws://${location.host}/deltas`);
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const piece = JSON.parse(data) as string | null;
    if (piece !== null) onPiece(piece);
    else {
      socket.close();
      onEnd();
    }
  };
  return () => socket.close();
}
