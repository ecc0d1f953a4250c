import { createServer, type Socket } from 'node:net';

type Lettre = { readonly uid: number; readonly source: Buffer; /** What the server says it weighs. */ readonly annonce: number; vue: boolean };

/** A mailbox on this machine: as much of IMAP as reading letters takes. `deposer` puts one in; `vues` tells which were marked as seen. */
export type BoiteSimulee = { readonly url: string; readonly deposer: (source: string | Buffer, annonce?: number) => number; readonly vues: () => readonly number[]; readonly recues: readonly string[]; readonly fermer: () => Promise<void> };

function repondreFetch(l: Lettre, demande: string): Buffer {
  const corps = /BODY\.PEEK\[\](?:<(\d+)\.(\d+)>)?/i.exec(demande);
  const parties = [`UID ${l.uid}`, ...(/RFC822\.SIZE/i.test(demande) ? [`RFC822.SIZE ${l.annonce}`] : []), ...(/FLAGS/i.test(demande) ? [`FLAGS (${l.vue ? '\\Seen' : ''})`] : [])].join(' ');
  if (!corps) return Buffer.from(`* ${l.uid} FETCH (${parties})\r\n`);
  const debut = Number(corps[1] ?? 0);
  const texte = l.source.subarray(debut, corps[2] === undefined ? undefined : debut + Number(corps[2]));
  return Buffer.concat([Buffer.from(`* ${l.uid} FETCH (${parties} BODY[]${corps[2] === undefined ? '' : `<${debut}>`} {${texte.length}}\r\n`), texte, Buffer.from(')\r\n')]);
}

const deplier = (suite: string): number[] => suite.split(',').flatMap((p) => {
  const [a = 0, b = a] = p.split(':').map(Number);
  return Array.from({ length: b - a + 1 }, (_, i) => a + i);
});

/** Untagged lines of an answer, then its end: undefined refuses. */
function executer(commande: string, lettres: readonly Lettre[], motDePasse: string): (string | Buffer)[] | undefined {
  const [, nom = '', reste = ''] = /^((?:UID )?\S+)\s*(.*)$/i.exec(commande) ?? [];
  switch (nom.toUpperCase()) {
    case 'CAPABILITY': return ['* CAPABILITY IMAP4rev1 UNSELECT'];
    case 'LOGIN': return reste.includes(motDePasse) ? [] : undefined;
    case 'LIST': return ['* LIST (\\HasNoChildren) "/" INBOX'];
    case 'SELECT': return [`* ${lettres.length} EXISTS`, '* 0 RECENT', '* FLAGS (\\Seen)', '* OK [PERMANENTFLAGS (\\Seen \\*)] ok', '* OK [UIDVALIDITY 1] ok', `* OK [UIDNEXT ${lettres.length + 1}] ok`];
    case 'UID SEARCH': return [`* SEARCH${lettres.filter((l) => !l.vue).map((l) => ` ${l.uid}`).join('')}`];
    case 'UID FETCH': return lettres.filter((l) => deplier(reste.split(' ')[0] ?? '').includes(l.uid)).map((l) => repondreFetch(l, reste));
    case 'UID STORE': {
      for (const l of lettres) if (deplier(reste.split(' ')[0] ?? '').includes(l.uid) && reste.includes('\\Seen')) l.vue = true;
      return [];
    }
    case 'LOGOUT': return ['* BYE au revoir'];
    case 'NOOP': case 'UNSELECT': case 'CLOSE': return [];
    default: return undefined;
  }
}

export async function lancerBoiteSimulee(motDePasse = 'secret'): Promise<BoiteSimulee> {
  const lettres: Lettre[] = [];
  const recues: string[] = [];
  const prises = new Set<Socket>();
  const serveur = createServer((prise) => {
    prises.add(prise);
    prise.on('close', () => prises.delete(prise)).on('error', () => prise.destroy());
    prise.write('* OK boîte simulée\r\n');
    let recu = '';
    prise.on('data', (d: Buffer) => {
      recu += d.toString('utf8');
      for (let fin = recu.indexOf('\r\n'); fin >= 0; fin = recu.indexOf('\r\n')) {
        const ligne = recu.slice(0, fin);
        recu = recu.slice(fin + 2);
        const espace = ligne.indexOf(' ');
        const [marque, commande] = [ligne.slice(0, espace), ligne.slice(espace + 1)];
        recues.push(commande);
        const lignes = executer(commande, lettres, motDePasse);
        for (const l of lignes ?? []) prise.write(typeof l === 'string' ? `${l}\r\n` : l);
        prise.write(`${marque} ${lignes ? 'OK fait' : 'NO refusé'}\r\n`);
        if (/^LOGOUT/i.test(commande)) prise.end();
      }
    });
  });
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret));
  const adresse = serveur.address();
  const port = typeof adresse === 'object' && adresse !== null ? adresse.port : 0;
  return {
    url: `imap://boite:${motDePasse}@127.0.0.1:${port}/INBOX`,
    recues,
    deposer: (source, annonce) => {
      const octets = Buffer.from(source);
      return lettres.push({ uid: lettres.length + 1, source: octets, annonce: annonce ?? octets.length, vue: false });
    },
    vues: () => lettres.filter((l) => l.vue).map((l) => l.uid),
    fermer: () => new Promise((fini) => {
      for (const p of prises) p.destroy();
      serveur.close(() => fini());
    }),
  };
}
