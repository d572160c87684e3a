/** As `fetch`, which cannot say how much of a body is out. @param tell 0..1 */
export function upload(
  url: string,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: Blob },
  tell: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', url);
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => tell(loaded / total);
    sending.onload = () => {
      const type = sending.getResponseHeader('content-type') ?? '';
      resolve(new Response(sending.responseText, { status: sending.status, headers: { 'content-type': type } }));
    };
    sending.onerror = reject;
    sending.send(body);
  });
}
