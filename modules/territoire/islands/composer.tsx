import { type JSX, render } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Jour } from '#core/jour.ts';
import { accord, formaterNombre } from '#core/texte.ts';
import { Icone } from '#web/composants/icone.tsx';
import type { Commune, DonneesComposer } from '../model.ts';
import { type Resume, resumer } from '../rules.ts';
import { phraseTerritoire } from '../view.ts';
import { Barre } from './barre.tsx';
import { type Canevas, creerCanevas, type Outil } from './canevas.ts';
import { creerFonds, type Fonds } from './fonds.ts';
import { Filtres, type Gestes, ListeChoisie, parNom } from './liste.tsx';
import { Recherche, type Trouvee } from './recherche.tsx';
import { ajouter, annuler, debuter, faire, garderBrouillon, type Histoire, lireBrouillon, memesCodes, retablir, retirer } from './selection.ts';

/** Département of an INSEE code: three characters overseas, two elsewhere. */
const departementDe = (code: string): string => code.slice(0, /^9[78]/.test(code) ? 3 : 2);
const distincts = (codes: readonly string[]): readonly string[] => [...new Set(codes.map(departementDe))];
const presents = (fonds: Fonds, codes: readonly string[]): readonly Commune[] => codes.map((c) => fonds.paquet.commune(c)).filter((c) => c !== undefined);

function Carte({ monter, visee, outil, changerOutil, canevas, cadrer, accueil }: { readonly accueil: JSX.Element | null; readonly monter: (hote: HTMLElement, toile: HTMLCanvasElement) => void; readonly visee: string; readonly outil: Outil; readonly changerOutil: (o: Outil) => void; readonly canevas: { readonly current: Canevas | null }; readonly cadrer: () => void }): JSX.Element {
  const [hote, toile] = [useRef<HTMLDivElement>(null), useRef<HTMLCanvasElement>(null)];
  useEffect(() => {
    if (hote.current && toile.current) monter(hote.current, toile.current);
    return () => canevas.current?.detruire();
  }, []);
  const OUTIL = 'inline-flex min-h-10 items-center gap-1.5 border-base-300 bg-carte px-3 text-sm first:rounded-l-md last:rounded-r-md border -ml-px first:ml-0 hover:bg-base-200 aria-pressed:bg-teinte aria-pressed:font-semibold aria-pressed:text-teinte-texte';
  return (
    <div class="relative">
      <div ref={hote} class="relative h-[44vh] min-h-64 overflow-hidden rounded-box border border-base-300 lg:h-[calc(100dvh-20.5rem)] lg:min-h-96" tabIndex={0} role="application" aria-roledescription="carte" aria-label="Carte des communes. Flèches : aller de commune en commune. Entrée : ajouter ou retirer. Plus et moins : zoom." data-carte>
        <canvas ref={toile} class={`absolute inset-0 touch-none ${outil === 'lasso' ? 'cursor-crosshair' : 'cursor-grab active:cursor-grabbing'}`} aria-hidden="true" />
      </div>
      <div class="absolute top-2 left-2 flex flex-wrap gap-2">
        <div class="flex" role="group" aria-label="Outil de la carte">
          <button type="button" class={OUTIL} aria-pressed={outil === 'main'} onClick={() => changerOutil('main')}><Icone nom="map-pin" taille={16} />Cliquer</button>
          <button type="button" class={OUTIL} aria-pressed={outil === 'lasso'} onClick={() => changerOutil('lasso')}><Icone nom="lasso-select" taille={16} />Entourer</button>
        </div>
        <div class="flex" role="group" aria-label="Zoom">
          <button type="button" class={`${OUTIL} max-sm:hidden`} onClick={() => canevas.current?.zoomer(1.5)} aria-label="Agrandir">+</button>
          <button type="button" class={`${OUTIL} max-sm:hidden`} onClick={() => canevas.current?.zoomer(1 / 1.5)} aria-label="Réduire">−</button>
          <button type="button" class={OUTIL} onClick={cadrer}>Cadrer</button>
        </div>
      </div>
      {accueil}
      <p class="pointer-events-none absolute right-2 bottom-2 max-w-[80%] rounded bg-carte px-2 py-1 text-sm empty:hidden" role="status">{visee}</p>
    </div>
  );
}

/** Nothing is drawn yet: where to begin. */
function Accueil({ departements, montrer }: { readonly departements: DonneesComposer['departements']; readonly montrer: (d: string) => Promise<void> }): JSX.Element {
  return (
    <div class="absolute inset-0 grid place-items-center p-4 pt-16">
      <div class="max-w-sm text-center">
        <p class="text-lg font-semibold">Par où commencer ?</p>
        <p class="mt-1 mb-4 text-douce">Cherchez votre commune par son nom, ou ouvrez la carte d’un département.</p>
        <label>
          <span class="sr-only">Ouvrir la carte d’un département</span>
          <select class="select w-full" value="" onChange={(e) => void montrer(e.currentTarget.value)}>
            <option value="">Choisir un département…</option>
            {departements.map((d) => <option key={d.code} value={d.code}>{d.code} {d.nom}</option>)}
          </select>
        </label>
      </div>
    </div>
  );
}

function useHistoire(d: DonneesComposer) {
  const brouillon = useMemo(() => (d.apresRefus ? undefined : lireBrouillon(d.base, d.version)), []);
  const repris = brouillon !== undefined && !memesCodes(brouillon.codes, d.codes);
  const [h, changer] = useState<Histoire>(() => {
    const depart = debuter(d.codes, d.siege);
    return repris && brouillon ? faire(depart, { codes: brouillon.codes, siege: brouillon.siege, geste: 'brouillon repris' }) : depart;
  });
  const { codes, siege } = h.present;
  const change = !memesCodes(codes, d.enregistres) || siege !== d.siege || d.apresRefus;
  useEffect(() => garderBrouillon(d.base, d.version, change ? { codes, siege } : undefined), [codes, siege]);
  return { h, changer, repris, change };
}

/** Loads the départements of the selection, then those around it, and tells the map each time. */
function useFonds(d: DonneesComposer, codes: readonly string[], canevas: { readonly current: Canevas | null }) {
  const fonds = useMemo(() => creerFonds(d), []);
  const [tour, avancer] = useState(0);
  const [panne, dire] = useState(false);
  const charger = async (departements: readonly string[]): Promise<void> => {
    const nouveaux = departements.filter((x) => !fonds.charges().includes(x));
    if (nouveaux.length === 0) return;
    const issues = await Promise.allSettled(nouveaux.map((x) => fonds.charger(x)));
    dire(issues.some((i) => i.status === 'rejected'));
    canevas.current?.completer();
    avancer((n) => n + 1);
  };
  const requis = distincts(codes).join();
  useEffect(() => {
    const ici = requis.split(',').filter(Boolean);
    void charger(ici).then(() => charger(ici.flatMap((x) => fonds.voisinsDe(x))));
  }, [requis]);
  return { fonds, tour, panne, charger };
}

const phraseVisee = (c: Commune | undefined, dedans: boolean, prise: string | undefined): string =>
  c ? `${c.nom}, ${c.population === undefined ? 'population inconnue' : `${formaterNombre(c.population)}\u00a0habitants`}${dedans ? ', dans le territoire' : ''}${prise ? `, déjà couverte par ${prise}` : ''}` : '';

function Envoi({ d, codes, siege, change }: { readonly d: DonneesComposer; readonly codes: readonly string[]; readonly siege: string; readonly change: boolean }): JSX.Element {
  const jeton = document.querySelector<HTMLMetaElement>('meta[name=jeton]')?.content ?? '';
  return (
    <form method="post" action={`${d.base}/territoire/composer`}>
      <input type="hidden" name="jeton" value={jeton} />
      <input type="hidden" name="version" value={d.version} />
      <input type="hidden" name="communes" value={codes.join(',')} />
      <input type="hidden" name="siege" value={siege} />
      <button type="submit" class="btn btn-primary" name="geste" value="enregistrer" disabled={!change || codes.length === 0}>Enregistrer</button>
    </form>
  );
}

function Siege({ communes, siege, choisir }: { readonly communes: readonly Commune[]; readonly siege: string; readonly choisir: (code: string) => void }): JSX.Element | null {
  if (communes.length === 0) return null;
  return (
    <label class="mt-4 block">
      <span class="mb-1 block font-semibold">Commune du siège</span>
      <select class="select w-full" value={siege} onChange={(e) => choisir(e.currentTarget.value)}>
        <option value="">Pas encore choisie</option>
        {[...communes].sort(parNom).map((c) => <option key={c.code} value={c.code}>{c.nom}</option>)}
      </select>
    </label>
  );
}

function useRaccourcis(changer: (f: (h: Histoire) => Histoire) => void): void {
  useEffect(() => {
    const frapper = (e: KeyboardEvent): void => {
      const dansUnChamp = e.target instanceof HTMLInputElement && e.target.value !== '';
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== 'z' || dansUnChamp) return;
      e.preventDefault();
      changer(e.shiftKey ? retablir : annuler);
    };
    document.addEventListener('keydown', frapper);
    return () => document.removeEventListener('keydown', frapper);
  }, []);
}

type Changer = (f: (h: Histoire) => Histoire) => void;
type Moyens = { readonly fonds: Fonds; readonly charger: (departements: readonly string[]) => Promise<void>; readonly changer: Changer; readonly canevas: { readonly current: Canevas | null }; readonly codes: () => readonly string[] };

/** A city and its arrondissements are counted once: taking one lets go of the other. */
function incompatibles(fonds: Fonds, code: string): readonly string[] {
  const c = fonds.paquet.commune(code);
  if (!c) return [];
  return c.ville ? [c.ville] : fonds.paquet.arrondissements(code).map((x) => x.code);
}

/** Of a list taken at once, the cities that are there by their arrondissements too are left out. */
function sansDoublon(fonds: Fonds, liste: readonly string[], deja: readonly string[]): readonly string[] {
  const villes = new Set<string | undefined>([...liste, ...deja].map((c) => fonds.paquet.commune(c)?.ville));
  return liste.filter((c) => !villes.has(c) && !deja.includes(fonds.paquet.commune(c)?.ville ?? ''));
}

/** The gestures of the list, of the map and of the search, all on the same history. */
function gestesDe({ fonds, charger, changer, canevas, codes }: Moyens) {
  const gestes: Gestes = {
    ajouter: (liste, mot) => void charger(distincts(liste)).then(() => changer((x) => faire(x, ajouter(x.present, sansDoublon(fonds, liste, x.present.codes), mot)))),
    retirer: (liste, mot) => changer((x) => faire(x, retirer(x.present, liste, mot))),
  };
  const prendreUne = (code: string, nom: string): void => changer((x) => faire(x, ajouter(retirer(x.present, incompatibles(fonds, code), ''), [code], `${nom} ajoutée`)));
  return {
    gestes,
    basculer: (code: string): void => {
      const nom = fonds.paquet.commune(code)?.nom ?? code;
      if (codes().includes(code)) gestes.retirer([code], `${nom} retirée`);
      else prendreUne(code, nom);
    },
    entourer: (liste: readonly string[]): void => {
      const nouvelles = liste.filter((c) => !codes().includes(c));
      if (nouvelles.length > 0) gestes.ajouter(nouvelles, accord(nouvelles.length, 'commune ajoutée', 'communes ajoutées'));
      else gestes.retirer(liste, accord(liste.length, 'commune retirée', 'communes retirées'));
    },
    prendre: (t: Trouvee): void => void charger([t.departement]).then(() => {
      prendreUne(t.code, t.nom);
      canevas.current?.cadrer([...codes(), t.code]);
    }),
    montrer: async (departement: string): Promise<void> => {
      if (!departement) return;
      await charger([departement]);
      canevas.current?.cadrer(fonds.paquet.communesDuDepartement(departement).map((c) => c.code));
    },
  };
}

/** What the rules say of the selection, said at once in the title of the page too. */
function useResume(d: DonneesComposer, fonds: Fonds, tour: number, { codes, siege }: { readonly codes: readonly string[]; readonly siege: string }) {
  const communes = useMemo(() => presents(fonds, codes), [codes, tour]);
  const resume: Resume | undefined = useMemo(() => {
    const communeSiege = fonds.paquet.commune(siege);
    return communes.length === 0 ? undefined : resumer(fonds.paquet, { communes, couvertures: fonds.couvertures(), jour: Jour.parse(d.jour), ...(communeSiege && { siege: communeSiege }) });
  }, [communes, siege]);
  useEffect(() => {
    const phrase = document.querySelector('[data-phrase-territoire]');
    if (phrase) phrase.textContent = resume ? `${phraseTerritoire(resume)}.` : 'Choisissez les communes : la population et la taille se calculent à mesure.';
  }, [resume]);
  return { communes, resume };
}

/** The same value one frame later: the totals are shown first, the long list follows. */
function useDiffere<T>(valeur: T): T {
  const [differee, differer] = useState(valeur);
  useEffect(() => {
    const image = requestAnimationFrame(() => differer(() => valeur));
    return () => cancelAnimationFrame(image);
  }, [valeur]);
  return differee;
}

/** The part that grows with the territory; as it receives the same communes, it gives the same nodes. */
function useListe(fonds: Fonds, communes: readonly Commune[], siege: string, gestes: Gestes, changer: Changer): JSX.Element {
  const listees = useDiffere(communes);
  return useMemo(() => (
    <>
      <ListeChoisie fonds={fonds} communes={listees} siege={siege} gestes={gestes} />
      <Siege communes={listees} siege={siege} choisir={(code) => changer((x) => faire(x, { ...x.present, siege: code, geste: 'siège choisi' }))} />
    </>
  ), [listees, siege]);
}

function Messages({ repris, panne, repartir }: { readonly repris: boolean; readonly panne: boolean; readonly repartir: () => void }): JSX.Element {
  return (
    <>
      {repris && <p class="mb-3 rounded-md bg-note px-4 py-2.5 text-note-texte">Votre brouillon est repris. <button type="button" class="font-semibold underline underline-offset-4" onClick={repartir}>Repartir de la version enregistrée</button></p>}
      {panne && <p class="mb-3 rounded-md bg-du px-4 py-2.5 text-du-texte" role="alert">La carte n’a pas pu se charger entièrement. Votre sélection est gardée ; la liste et la recherche marchent dès que la connexion revient.</p>}
    </>
  );
}

function Composer({ d }: { readonly d: DonneesComposer }): JSX.Element {
  const canevas = useRef<Canevas | null>(null);
  const { h, changer, repris, change } = useHistoire(d);
  const { codes, siege, geste } = h.present;
  const { fonds, tour, panne, charger } = useFonds(d, codes, canevas);
  const { communes, resume } = useResume(d, fonds, tour, h.present);
  const [outil, choisirOutil] = useState<Outil>('main');
  const [visee, viser] = useState<Commune>();
  const choisies = useMemo(() => new Set(codes), [codes]);
  const actuels = useRef(codes);
  actuels.current = codes;
  const { gestes, basculer, entourer, prendre, montrer } = useMemo(() => gestesDe({ fonds, charger, changer, canevas, codes: () => actuels.current }), []);
  const changerOutil = (o: Outil): void => { choisirOutil(o); canevas.current?.choisirOutil(o); };
  const monter = (hote: HTMLElement, toile: HTMLCanvasElement): void => {
    canevas.current = creerCanevas(hote, toile, fonds, { basculer, viser, entourer: (liste) => { entourer(liste); changerOutil('main'); } });
    canevas.current.completer();
    canevas.current.montrer(choisies, siege);
  };
  // A hundred options that the selection does not change: the same nodes are given back.
  const filtres = useMemo(() => <Filtres fonds={fonds} departements={d.departements} montrer={montrer} gestes={gestes} />, [tour]);
  const liste = useListe(fonds, communes, siege, gestes, changer);
  useRaccourcis(changer);
  useEffect(() => canevas.current?.montrer(choisies, siege), [choisies, siege, tour]);
  useEffect(() => canevas.current?.cadrer(codes), [tour === 1]);
  const prise = visee && fonds.couvertures().find((c) => c.commune === visee.code)?.cpts;

  return (
    <div>
      <Messages repris={repris && h.passe.length > 0} panne={panne} repartir={() => changer((x) => faire(x, { codes: d.enregistres, siege: d.siege, geste: 'version enregistrée reprise' }))} />
      <div class="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <Carte
          monter={monter} canevas={canevas} outil={outil} changerOutil={changerOutil} cadrer={() => canevas.current?.cadrer(codes)} visee={phraseVisee(visee, visee !== undefined && choisies.has(visee.code), prise)}
          accueil={tour === 0 && codes.length === 0 ? <Accueil departements={d.departements} montrer={montrer} /> : null}
        />
        <div class="lg:h-[calc(100dvh-20.5rem)] lg:min-h-96 lg:overflow-y-auto lg:p-1">
          <Recherche base={d.base} choisies={choisies} prendre={prendre} />
          {filtres}
          <h2 class="mt-5 mb-1">Le territoire</h2>
          {liste}
        </div>
      </div>
      <Barre resume={resume} change={change} peutAnnuler={h.passe.length > 0} peutRetablir={h.futur.length > 0} annuler={() => changer(annuler)} retablir={() => changer(retablir)} enregistrer={<Envoi d={d} codes={codes} siege={siege} change={change} />} />
      <p class="sr-only" role="status">{geste && `${geste}. `}{resume && phraseTerritoire(resume)}</p>
    </div>
  );
}

/** Replaces the plain form by the map and its list. */
export function monter(element: HTMLElement, donnees: DonneesComposer): () => void {
  render(<Composer d={donnees} />, element);
  return () => render(null, element);
}
