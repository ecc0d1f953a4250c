import { isUtf8 } from 'node:buffer';
import { ImapFlow } from 'imapflow';
import PostalMime, { type Address } from 'postal-mime';

/** A letter as far as an answer to an invitation is concerned: who wrote, to which addresses, and the calendar in it. */
export type LettreRecue = { readonly de: string; readonly a: readonly string[]; readonly calendrier: string | undefined };
export type Releve = { readonly lues: number; /** Too big to be an answer: left in the mailbox, marked as seen. */ readonly tropGrandes: number };

/** An answer weighs a few kilobytes; with a signature and a picture in it, a few hundred. */
const OCTETS_MAX = 1024 * 1024;
const LETTRES_MAX = 200;

const adresses = (liste: readonly Address[] | undefined): string[] => (liste ?? []).flatMap((a) => (a.group ? adresses(a.group) : a.address ? [a.address.toLowerCase()] : []));

/** Calendars are written in UTF-8; the programs that do otherwise do not always say it. */
function enTexte(contenu: string | ArrayBuffer | Uint8Array): string {
  if (typeof contenu === 'string') return contenu;
  const octets = new Uint8Array(contenu);
  const [premier, second] = octets;
  if (premier === 0xff || second === 0) return new TextDecoder('utf-16le').decode(octets);
  if (premier === 0xfe || premier === 0) return new TextDecoder('utf-16be').decode(octets);
  return isUtf8(octets) ? new TextDecoder().decode(octets) : new TextDecoder('windows-1252').decode(octets);
}

const EST_CALENDRIER = /^(text\/calendar|application\/ics)$/i;

/** What is believed of a letter; undefined when it cannot be read. */
export async function lireLettre(source: Buffer): Promise<LettreRecue | undefined> {
  try {
    const m = await PostalMime.parse(source, { maxNestingDepth: 20 });
    const calendrier = m.attachments.filter((p) => EST_CALENDRIER.test(p.mimeType)).map((p) => enTexte(p.content)).find((texte) => /^METHOD:\s*REPLY\s*$/im.test(texte));
    const livree = m.headers.filter((h) => h.key === 'delivered-to' || h.key === 'x-original-to').map((h) => h.value.trim().toLowerCase());
    return { de: adresses(m.from ? [m.from] : [])[0] ?? '', a: [...adresses(m.to), ...adresses(m.cc), ...livree], calendrier };
  } catch {
    return undefined;
  }
}

function ouvrir(adresse: string): { client: ImapFlow; boite: string } {
  const url = new URL(adresse);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (secure ? 993 : 143)), secure, auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false, disableAutoIdle: true, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000, maxLiteralSize: OCTETS_MAX + 1024, maxResponseSize: 2 * OCTETS_MAX,
  });
  // Said to whoever awaits a command; without a listener it would end the process.
  client.on('error', () => undefined);
  return { client, boite: decodeURIComponent(url.pathname.slice(1)) || 'INBOX' };
}

/**
 * Reads what has not been seen in a mailbox, oldest first, two hundred letters at most. A letter is marked as seen once `traiter` has
 * kept it: if it fails, it comes again, and those behind it are read all the same. Its size is asked before its text.
 */
export async function relever(adresse: string, traiter: (lettre: LettreRecue) => Promise<void>): Promise<Releve> {
  const { client, boite } = ouvrir(adresse);
  await client.connect();
  try {
    const verrou = await client.getMailboxLock(boite);
    try {
      let [lues, tropGrandes] = [0, 0];
      const pannes: unknown[] = [];
      const nouvelles = (await client.search({ seen: false }, { uid: true })) || [];
      for (const uid of nouvelles.slice(0, LETTRES_MAX)) {
        const annonce = await client.fetchOne(String(uid), { size: true }, { uid: true });
        if (!annonce) continue;
        const source = (annonce.size ?? 0) > OCTETS_MAX ? undefined : await client.fetchOne(String(uid), { source: { start: 0, maxLength: OCTETS_MAX } }, { uid: true });
        const lettre = source && source.source ? await lireLettre(source.source) : undefined;
        try {
          if (lettre) await traiter(lettre);
        } catch (e) {
          pannes.push(e);
          continue;
        }
        if (source) lues++;
        else tropGrandes++;
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      if (pannes.length > 0) throw pannes[0];
      return { lues, tropGrandes };
    } finally {
      verrou.release();
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}
