import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { type JSX, render } from 'preact';
import { useState } from 'preact/hooks';
import { z } from 'zod';
import { depuisBase64Url, enBase64Url, messageDuBulletin } from '../moteur/aveugle.ts';

export type DonneesVote = {
  readonly point: string;
  readonly clePublique: string;
  readonly sieges: number;
  readonly choix: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly plusieurs: boolean;
  readonly signature: string;
  readonly depot: string;
  readonly jeton: string;
  readonly clos: boolean;
  readonly urne: readonly string[];
};

/** What this browser keeps until the ballot is in the urn: an envelope that may be sent again after a lost connection. */
type Enveloppe = z.infer<typeof Enveloppe>;

const suite = RSABSSA.SHA384.PSS.Deterministic();
const tiroir = (point: string): string => `maillage-vote-${point}`;
const Enveloppe = z.object({ jeton: z.string(), choix: z.string(), aveugle: z.string(), inverse: z.string(), signature: z.string().optional(), depose: z.boolean().optional() });
const Reponse = z.object({ signature: z.string().optional(), erreur: z.string().optional() });
function lire(point: string): Enveloppe | undefined {
  try {
    return Enveloppe.safeParse(JSON.parse(localStorage.getItem(tiroir(point)) ?? 'null')).data;
  } catch {
    return undefined;
  }
}
const garder = (point: string, e: Enveloppe): void => localStorage.setItem(tiroir(point), JSON.stringify(e));
/** Between the envelope and the ballot, a pause drawn by lot: the two requests are not neighbours. */
const PAUSE_MS = 4_000;
const pause = (): Promise<void> => new Promise((suite_) => { setTimeout(suite_, 500 + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % PAUSE_MS)); });

const cleDe = (d: DonneesVote): Promise<CryptoKey> => crypto.subtle.importKey('spki', new Uint8Array(depuisBase64Url(d.clePublique)), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);

async function envelopper(d: DonneesVote, choix: string): Promise<Enveloppe> {
  const jeton = enBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const { blindedMsg, inv } = await suite.blind(await cleDe(d), messageDuBulletin(d.point, { jeton, choix }));
  return { jeton, choix, aveugle: enBase64Url(blindedMsg), inverse: enBase64Url(inv) };
}

async function envoyer(adresse: string, corps: Readonly<Record<string, string>>, avecSession: boolean): Promise<z.infer<typeof Reponse>> {
  const r = await fetch(adresse, { method: 'POST', body: new URLSearchParams(corps), credentials: avecSession ? 'same-origin' : 'omit', headers: { Accept: 'application/json' }, cache: 'no-store' });
  const dit = Reponse.parse(await r.json());
  if (!r.ok) throw new Error(dit.erreur ?? 'Le vote n’a pas pu être envoyé.');
  return dit;
}

/** Signs the envelope, then puts the ballot in the urn from a request that carries no session. Each step may be done again. */
async function voter(d: DonneesVote, depart: Enveloppe): Promise<Enveloppe> {
  let e = depart;
  garder(d.point, e);
  if (e.signature === undefined) {
    const { signature } = await envoyer(d.signature, { jeton: d.jeton, aveugle: e.aveugle }, true);
    const finale = await suite.finalize(await cleDe(d), messageDuBulletin(d.point, e), depuisBase64Url(signature ?? ''), depuisBase64Url(e.inverse));
    e = { ...e, signature: enBase64Url(finale) };
    garder(d.point, e);
  }
  await pause();
  await envoyer(d.depot, { numero: e.jeton, choix: e.choix, signature: e.signature ?? '' }, false);
  e = { ...e, depose: true };
  garder(d.point, e);
  return e;
}

function Isoloir({ d }: { d: DonneesVote }): JSX.Element {
  const [enveloppe, changer] = useState(() => lire(d.point));
  const [choisis, choisir] = useState<readonly string[]>([]);
  const [etat, dire] = useState<{ occupe: boolean; erreur?: string }>({ occupe: false });
  if (d.clos && enveloppe) return <p role="status" class="text-lg font-semibold">{d.urne.includes(enveloppe.jeton) ? 'Votre bulletin est dans l’urne, et il est compté.' : 'Votre bulletin n’est pas dans l’urne : prévenez la présidence, avec son numéro.'} <code class="block text-base wrap-anywhere">{enveloppe.jeton}</code></p>;
  if (d.clos) return <p>Le vote est clos. Ce navigateur n’a pas gardé de numéro de bulletin.</p>;
  if (enveloppe?.depose) return <p role="status" class="text-lg font-semibold">Votre bulletin est déposé. Son numéro, à garder : <code class="block text-base wrap-anywhere">{enveloppe.jeton}</code></p>;
  const aller = async (): Promise<void> => {
    dire({ occupe: true });
    try {
      changer(await voter(d, enveloppe ?? (await envelopper(d, d.plusieurs && !choisis.includes('blanc') ? choisis.join(',') : (choisis[0] ?? 'blanc')))));
      dire({ occupe: false });
    } catch (e) {
      changer(lire(d.point));
      dire({ occupe: false, erreur: e instanceof Error ? e.message : 'Le vote n’a pas pu être envoyé.' });
    }
  };
  const basculer = (valeur: string): void => choisir(d.plusieurs && valeur !== 'blanc' ? (choisis.includes(valeur) ? choisis.filter((c) => c !== valeur) : [...choisis.filter((c) => c !== 'blanc'), valeur].slice(-d.sieges)) : [valeur]);
  return (
    <form class="carte grid max-w-texte gap-4 p-5" onSubmit={(e) => { e.preventDefault(); void aller(); }}>
      {etat.erreur && <p role="alert" class="rounded-md bg-refus p-3 text-refus-texte">{etat.erreur}</p>}
      {enveloppe ? <p>Votre bulletin est prêt, et n’est pas encore dans l’urne.</p> : (
        <fieldset><legend class="mb-2 font-semibold">{d.plusieurs ? `Choisissez jusqu’à ${d.sieges} noms` : 'Votre vote'}</legend>
          {d.choix.map((c) => <label key={c.valeur} class="flex min-h-11 cursor-pointer items-center gap-3 py-1.5"><input class={d.plusieurs ? 'checkbox' : 'radio'} type={d.plusieurs ? 'checkbox' : 'radio'} name="choix" checked={choisis.includes(c.valeur)} onChange={() => basculer(c.valeur)} /><span>{c.libelle}</span></label>)}
        </fieldset>
      )}
      <p><button class="btn btn-primary" type="submit" disabled={etat.occupe || (!enveloppe && choisis.length === 0)}>{etat.occupe ? 'Dépôt en cours…' : 'Déposer mon bulletin'}</button></p>
    </form>
  );
}

export function monter(element: HTMLElement, donnees: DonneesVote): () => void {
  render(<Isoloir d={donnees} />, element);
  return () => render(null, element);
}
