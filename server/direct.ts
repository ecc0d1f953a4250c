import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type pg from 'pg';
import type { CptsAutorisee, PersonneId } from '#core/tenancy.ts';
import { ecouterCanal } from './ecoute.ts';

/** Who listens, by which session, since a request that came at this instant (ms). */
type Lecteur = { readonly cpts: CptsAutorisee; readonly personneId: PersonneId; readonly seanceId: string; readonly recue: number };
type Abonne = Lecteur & {
  readonly sujets: ReadonlySet<string>;
  readonly prevenir: (sujet: string) => void;
  /** Told that its place went to a page opened later. */
  readonly ceder: () => void;
  /** Its session was closed, or a role ended: the browser may come back, and the gate asks again who it is. */
  readonly couper: () => void;
};

/** What the database says when a session is closed or a role ends. @see db/migrations/0132_fin_de_seance.ts */
const finsDe = (a: Lecteur): readonly string[] => [`seance ${a.seanceId}`, `roles ${a.cpts} ${a.personneId}`];
const FINS: ReadonlySet<string> = new Set(['seance', 'roles']);

/** Live refresh: one connection listens for the whole process, and each page that is looked at hears of its own subjects. */
export type Direct = {
  readonly pret: Promise<void>;
  /** `depuis`: when the page was asked for (ms, the server's clock). Told at once of what was said since: between a page and its stream there is a moment. */
  readonly abonner: (a: Abonne, depuis: number) => () => void;
  /** How many pages listen now. */
  readonly nombre: () => number;
  readonly fermer: () => Promise<void>;
};

const BATTEMENT_MS = 25_000;
/** A stream ends after ten minutes; the browser opens another, and the gate asks again who it is. */
const DUREE_MS = 600_000;
/** Pages that one person may follow at once, in all their CPTS: beyond, the oldest gives its place. A hidden tab follows nothing. */
export const PAGES_SUIVIES_MAX = 20;

/** Listens to `maillage_direct`. When a lost connection is back, every stream is cut: what was said meanwhile, the end of a session too, was not heard. Each page comes back, passes the gate again, and is told to look again. */
export function ecouter(configuration: pg.ClientConfig, attenteMs = 2000): Direct {
  const abonnes = new Set<Abonne>();
  const dits = new Map<string, number>();
  let oublie = Date.now();
  let deja = false;
  const noter = (charge: string): void => {
    if (dits.size >= SUJETS_RETENUS_MAX) {
      dits.clear();
      oublie = Date.now();
    }
    dits.set(charge, Date.now());
  };
  const retirer = (a: Abonne, geste: 'ceder' | 'couper'): void => {
    abonnes.delete(a);
    a[geste]();
  };
  const oreille = ecouterCanal(configuration, {
    canal: 'maillage_direct',
    attenteMs,
    entendre: (charge) => {
      const [cpts = '', sujet = ''] = charge.split(' ');
      noter(charge);
      if (FINS.has(cpts)) for (const a of abonnes) if (finsDe(a).includes(charge)) retirer(a, 'couper');
      for (const a of abonnes) if (a.cpts === cpts && a.sujets.has(sujet)) a.prevenir(sujet);
    },
    reprendre: () => {
      if (deja) oublie = Date.now();
      if (deja) for (const a of abonnes) retirer(a, 'couper');
      deja = true;
    },
  });
  return {
    pret: oreille.pret,
    abonner: (a, depuis) => {
      const siens = [...abonnes].filter((b) => b.personneId === a.personneId);
      for (const ancien of siens.slice(0, Math.max(0, siens.length - PAGES_SUIVIES_MAX + 1))) retirer(ancien, 'ceder');
      abonnes.add(a);
      // Between the gate and here there is a moment too.
      if (oublie > a.recue || finsDe(a).some((fin) => (dits.get(fin) ?? 0) >= a.recue)) retirer(a, 'couper');
      for (const sujet of a.sujets) if (Math.max(oublie, dits.get(`${a.cpts} ${sujet}`) ?? 0) >= depuis) a.prevenir(sujet);
      return () => void abonnes.delete(a);
    },
    nombre: () => abonnes.size,
    fermer: oreille.fermer,
  };
}

/** Subjects whose last change is remembered; beyond, all is forgotten, and who comes next looks again. */
const SUJETS_RETENUS_MAX = 20_000;

/** When the page that now listens was asked for: said by the beat after which its stream broke, or by the page itself. */
export function depuisQuand(c: Context, maintenant = Date.now()): number {
  const dernier = Number(c.req.header('Last-Event-ID') ?? Number.NaN);
  if (Number.isSafeInteger(dernier)) return dernier;
  const page = Number(c.req.query('depuis') ?? Number.NaN);
  return Number.isSafeInteger(page) ? page : maintenant;
}

/** The stream of one page: a beat so that proxies keep it open, an event per change. One that gives its place says so: the browser must not come back for it at once. */
export function diffuser(c: Context, direct: Direct, { sujets, ...lecteur }: Lecteur & { readonly sujets: readonly string[] }): Response {
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (flux) => {
    const dire = (event: string, data: string): Promise<void> => flux.writeSSE({ event, data, id: String(Date.now()) });
    const abonne: Abonne = {
      ...lecteur,
      sujets: new Set(sujets),
      prevenir: (sujet) => void dire('changement', sujet),
      ceder: () => void dire('place-prise', '').then(() => flux.close()),
      couper: () => void flux.close(),
    };
    const quitter = direct.abonner(abonne, depuisQuand(c));
    flux.onAbort(quitter);
    for (let duree = 0; duree < DUREE_MS && !flux.aborted && !flux.closed; duree += BATTEMENT_MS) {
      await dire('battement', '');
      await flux.sleep(BATTEMENT_MS);
    }
    quitter();
  });
}
