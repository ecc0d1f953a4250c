import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { getCookie } from 'hono/cookie';
import { ecrirePage, type VueCadre } from '#web/cadre.tsx';
import { OngletsRubrique } from '#web/composants/onglets.tsx';
import { prolonger } from './authentification/sessions.ts';
import { jetonDeFormulaire, sceller, scellerSujets } from './jetons.ts';
import { NAVIGATION, situer } from './navigation.ts';
import { enOctets } from './octets.ts';
import type { Seance } from './portes.ts';
import type { C, VuePage } from './vue-page.ts';

const COOKIE_MESSAGE = 'maillage_message';

/** Keeps a sentence for the next page: what the gesture just did, and the address that undoes it. */
export const annoncer = (c: C, message: string, annuler = ''): void => c.header('Set-Cookie', `${COOKIE_MESSAGE}=${encodeURIComponent(annuler ? `${message}\n${annuler}` : message)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=30`, { append: true });

function annonce(c: C): VueCadre['messages'] {
  const [texte, annuler = ''] = (getCookie(c, COOKIE_MESSAGE) ?? '').split('\n');
  if (!texte) return [];
  c.header('Set-Cookie', `${COOKIE_MESSAGE}=; Path=/; Max-Age=0`, { append: true });
  return [{ ton: 'succes', texte, ...(/^\/cpts\/[\w/-]+$/.test(annuler) ? { annuler: { action: annuler } } : {}) }];
}

/** The keys that have a value: an optional key of a view is absent, never undefined. */
const presentes = <T extends object>(o: T): { [K in keyof T]: Exclude<T[K], undefined | null> } =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== null)) as { [K in keyof T]: Exclude<T[K], undefined | null> };

const initiales = (nom: string): string =>
  nom
    .split(/[\s-]+/)
    .map((m) => m[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

type Partie = Pick<VueCadre, 'autresCpts' | 'navigation' | 'jeton'> & Partial<Pick<VueCadre, 'cpts' | 'lecteur' | 'personne' | 'theme'>>;

/** What the frame shows of the person and of their CPTS. */
function partieDe(seance: Seance, secret: string): Partie {
  const dedans = seance.cpts_id !== null && seance.roles.length > 0 && !seance.facteur_exige ? { id: seance.cpts_id, nom: seance.cpts_nom, slug: seance.cpts_slug, demo: seance.demo } : undefined;
  const entrees = dedans ? NAVIGATION.filter((e) => e.peutVoir?.(seance.roles) ?? true) : [];
  return {
    ...presentes({ cpts: dedans, theme: seance.theme }),
    autresCpts: seance.autres,
    lecteur: sceller(`lecteur:${seance.personne_id}`, secret).slice(0, 16),
    personne: { nom: seance.nom, initiales: initiales(seance.nom) },
    navigation: entrees.map(({ cle, libelle, chemin, icone }) => ({ cle, libelle, href: `/cpts/${seance.cpts_slug}${chemin}`, icone })),
    jeton: jetonDeFormulaire(seance.jeton, secret),
  };
}

/** Inside a CPTS, the views beside this page or the way back from it; elsewhere, what the page says. */
function situationDe(c: C, seance: Seance | undefined, vue: VuePage): Pick<VuePage, 'chemin' | 'onglets'> {
  const base = `/cpts/${seance?.cpts_slug ?? ''}`;
  if (!seance?.cpts_slug || !c.req.path.startsWith(base)) return vue;
  return situer(vue, { base, qui: { personneId: seance.personne_id, nom: seance.nom, roles: seance.roles }, adresse: c.req.path.slice(base.length) });
}

/** A browser with script shows a page that answers a form only when its status says that the form is to be seen again. */
const PAGE_APRES_ENVOI = 422;

/** Puts a page in the frame of the person who reads. `seance` is absent on the pages one sees before signing in. */
export function encadrer(c: C, seance: Seance | undefined, vue: VuePage): Response {
  const { services } = c.var;
  const { titre, actif } = vue;
  const { chemin, onglets } = situationDe(c, seance, vue);
  const sujets = seance && vue.sujets && scellerSujets(vue.sujets, { jeton: seance.jeton, slug: seance.cpts_slug, roles: seance.roles }, services.config.secret);
  const partie: Partie = seance ? partieDe(seance, services.config.secret) : { autresCpts: [], navigation: [], jeton: vue.jeton ?? '' };
  const cadre: VueCadre = { ...presentes({ actif, chemin, sujets, plein: vue.plein }), ...partie, titre, messages: annonce(c), actifsClient: services.actifs, instant: c.var.recue };
  if (seance) prolonger(c, services, seance);
  c.header('Cache-Control', 'private, no-store');
  c.header('Content-Type', 'text/html; charset=utf-8');
  return envoyer(c, `<!doctype html>${ecrirePage(cadre, <>{onglets && onglets.onglets.length > 1 && <OngletsRubrique {...onglets} />}{vue.corps}</>)}`, vue.statut ?? (c.req.method === 'POST' ? PAGE_APRES_ENVOI : 200));
}

/** Compressed when the browser takes it: a page of 90 KB then weighs 12. Level 5 of brotli costs less than the rendering. */
function envoyer(c: C, html: string, statut: number): Response {
  const octets = enOctets(html);
  const admis = c.req.header('Accept-Encoding') ?? '';
  if (!admis.includes('br') && !admis.includes('gzip')) return c.body(octets, statut as 200);
  c.header('Vary', 'Accept-Encoding');
  c.header('Content-Encoding', admis.includes('br') ? 'br' : 'gzip');
  const serres = admis.includes('br') ? brotliCompressSync(octets, { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } }) : gzipSync(octets);
  return c.body(new Uint8Array(serres), statut as 200);
}
