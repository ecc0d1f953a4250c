import { lookup } from 'node:dns/promises';
import { request as enClair } from 'node:http';
import { request as chiffree } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { ok, refuser, type Result } from '#core/result.ts';
import { OCTETS_MAX } from './lecture.ts';

export type RefusRecherche = { readonly code: 'adresse_refusee' | 'adresse_privee' | 'injoignable' | 'trop_de_detours' | 'trop_grand' | 'trop_long' };
type Adresse = { readonly address: string; readonly family: number };
/** Injected in tests only: `resoudre` names the addresses of a host, `permise` says which may be reached. */
export type Reglages = { readonly resoudre?: (hote: string) => Promise<readonly Adresse[]>; readonly permise?: (adresse: string) => boolean; readonly delaiMs?: number; readonly octetsMax?: number };

const DETOURS_MAX = 3;
const DELAI_MS = 15_000;

/** Never reached from here: this machine, its networks, those that are no one's. @source RFC 6890, IANA special-purpose registries */
const RESERVEES_4 = new BlockList();
const RESERVEES_6 = new BlockList();
for (const [reseau, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) RESERVEES_4.addSubnet(reseau, bits, 'ipv4');
for (const [reseau, bits] of [['::', 128], ['::1', 128], ['::ffff:0:0', 96], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) RESERVEES_6.addSubnet(reseau, bits, 'ipv6');

/** Two lists: in one, the block of IPv4 addresses written as IPv6 would hold every IPv4 address. */
export function estPublique(adresse: string): boolean {
  const famille = isIP(adresse);
  if (famille === 0) return false;
  return famille === 4 ? !RESERVEES_4.check(adresse, 'ipv4') : !RESERVEES_6.check(adresse, 'ipv6');
}

export const phraseRefusRecherche = ({ code }: RefusRecherche): string => {
  switch (code) {
    case 'adresse_refusee': return 'Une adresse de calendrier commence par https:// (ou webcal://).';
    case 'adresse_privee': return 'Cette adresse mène à un réseau privé : Maillage n’y va pas.';
    case 'injoignable': return 'Ce calendrier ne répond pas : vérifiez l’adresse, ou réessayez plus tard.';
    case 'trop_de_detours': return 'Cette adresse renvoie trop de fois ailleurs.';
    case 'trop_grand': return 'Ce calendrier dépasse 5 Mo : sa lecture a été arrêtée.';
    case 'trop_long': return 'Ce calendrier met trop de temps à arriver : sa lecture a été arrêtée.';
  }
};

const lireAdresse = (texte: string): URL | undefined => {
  const t = texte.trim().replace(/^webcals?:/i, 'https:');
  if (t.length > 2000 || !URL.canParse(t)) return undefined;
  const url = new URL(t);
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' ? url : undefined;
};

type Reponse = { readonly suite: string } | { readonly texte: string };

/** One request to one address already checked: the name is not asked again, so it cannot answer otherwise the second time. */
function demander(url: URL, vers: Adresse, { fin, octetsMax }: { readonly fin: number; readonly octetsMax: number }): Promise<Result<Reponse, RefusRecherche>> {
  return new Promise((resoudre) => {
    const rendre = (r: Result<Reponse, RefusRecherche>): void => {
      clearTimeout(minuterie);
      requete.destroy();
      resoudre(r);
    };
    const requete = (url.protocol === 'https:' ? chiffree : enClair)(url, {
      agent: false, headers: { Accept: 'text/calendar, text/plain;q=0.5', 'Accept-Encoding': 'identity', 'User-Agent': 'Maillage' },
      lookup: (_hote, options, rappel) => { if (options.all) rappel(null, [{ ...vers }]); else rappel(null, vers.address, vers.family); },
    }, (r) => {
      const statut = r.statusCode ?? 0;
      if (statut >= 300 && statut < 400 && r.headers.location) return rendre(ok({ suite: r.headers.location }));
      if (statut !== 200) return rendre(refuser({ code: 'injoignable' }));
      if (Number(r.headers['content-length'] ?? 0) > octetsMax) return rendre(refuser({ code: 'trop_grand' }));
      const morceaux: Buffer[] = [];
      let octets = 0;
      r.on('data', (m: Buffer) => {
        octets += m.length;
        if (octets > octetsMax) rendre(refuser({ code: 'trop_grand' }));
        else morceaux.push(m);
      });
      r.on('end', () => rendre(ok({ texte: Buffer.concat(morceaux).toString('utf8') })));
      r.on('error', () => rendre(refuser({ code: 'injoignable' })));
    });
    const minuterie = setTimeout(() => rendre(refuser({ code: 'trop_long' })), Math.max(1, fin - performance.now()));
    requete.on('error', () => rendre(refuser({ code: 'injoignable' })));
    requete.end();
  });
}

/** Fetches the text of a calendar from the public network: resolved, checked, connected to what was checked, at each redirect; cut at 5 MB and 15 s in all. */
export async function chercherCalendrier(adresse: string, { resoudre = (h) => lookup(h, { all: true }), permise = estPublique, delaiMs = DELAI_MS, octetsMax = OCTETS_MAX }: Reglages = {}): Promise<Result<string, RefusRecherche>> {
  const fin = performance.now() + delaiMs;
  let url = lireAdresse(adresse);
  for (let detour = 0; detour <= DETOURS_MAX; detour++) {
    if (!url) return refuser({ code: 'adresse_refusee' });
    const hote = url.hostname.replace(/^\[|\]$/g, '');
    const trouvees = isIP(hote) === 0 ? await resoudre(hote).catch(() => []) : [{ address: hote, family: isIP(hote) }];
    const vers = trouvees[0];
    if (!vers) return refuser({ code: 'injoignable' });
    // One private address among public ones is enough to refuse: it is how a name is made to answer one thing, then another.
    if (!trouvees.every((a) => permise(a.address))) return refuser({ code: 'adresse_privee' });
    const r = await demander(url, vers, { fin, octetsMax });
    if (!r.ok) return r;
    if ('texte' in r.valeur) return ok(r.valeur.texte);
    url = URL.canParse(r.valeur.suite, url.href) ? lireAdresse(new URL(r.valeur.suite, url.href).href) : undefined;
  }
  return refuser({ code: 'trop_de_detours' });
}
