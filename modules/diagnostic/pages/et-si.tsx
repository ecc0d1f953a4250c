import type { JSX } from 'preact';
import { accord, formaterNombre } from '#core/texte.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { LigneSource, MarqueNature } from '#web/composants/chiffre.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Ilot } from '#web/ilot.tsx';
import { SOURCES_A_IMPORTER } from '../constants.ts';
import { ecrireApl, habitants, libelleGenre } from '../labels.ts';
import { GENRES } from '../moteur/et-si.ts';
import type { LigneEtSi, VueEtSi } from '../view.ts';
import { Legende } from './image.tsx';

type Present = NonNullable<VueEtSi['present']>;

const apl = (v: number | undefined): string => (v === undefined ? 'non publiée' : ecrireApl(v));

const COLONNES: readonly Colonne<LigneEtSi>[] = [
  { cle: 'nom', titre: 'Commune', principale: true, cellule: (l) => l.nom },
  { cle: 'habitants', titre: 'Habitants', nombre: true, cellule: (l) => (l.habitants === undefined ? 'inconnue' : formaterNombre(l.habitants)) },
  { cle: 'officielle', titre: 'APL officielle 2023', nombre: true, cellule: (l) => apl(l.officielle) },
  { cle: 'avant', titre: 'Simulation, aujourd’hui', nombre: true, cellule: (l) => apl(l.avant) },
  { cle: 'apres', titre: 'Simulation, après', nombre: true, cellule: (l) => apl(l.apres) },
];

/** The gesture to add, as a plain form: the ones already imagined travel with it. */
function Ajouter({ vue }: { vue: VueEtSi }): JSX.Element {
  return (
    <Formulaire methode="get" action={`${vue.base}/territoire/diagnostic/scenarios`}>
      {vue.gestes.map((g) => <input key={g.texte} type="hidden" name="g" value={g.texte} />)}
      <Choix nom="commune" libelle="Dans quelle commune" options={vue.lieux.map((l) => ({ valeur: l.code, libelle: l.nom }))} />
      <Choix nom="genre" libelle="Que se passe-t-il" options={GENRES.map((g) => ({ valeur: g, libelle: libelleGenre[g] }))} />
      <Champ nom="etp" libelle="Combien" suffixe="équivalents temps plein" clavier="decimal" court valeur="1" />
      <Bouton variante="primaire">Imaginer ce geste</Bouton>
    </Formulaire>
  );
}

function Gestes({ vue }: { vue: VueEtSi }): JSX.Element | null {
  if (vue.gestes.length === 0) return null;
  const adresse = `${vue.base}/territoire/diagnostic/scenarios`;
  return (
    <Section titre="Ce que vous imaginez" phrase="L’adresse de cette page garde ces gestes : partagez-la, ou mettez-la en favori.">
      <ul class="divide-y divide-base-300 border-y border-base-300">
        {vue.gestes.map((g, i) => (
          <li key={i} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
            {g.phrase}
            <LienBouton petit href={g.sans === '' ? adresse : `${adresse}?${g.sans}`}>Retirer<span class="sr-only"> : {g.phrase}</span></LienBouton>
          </li>
        ))}
      </ul>
      {vue.peutGarder && (
        <div class="hors-papier mt-4">
          <Formulaire action={adresse} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}} prefixe="garder-">
            {vue.gestes.map((g) => <input key={g.texte} type="hidden" name="g" value={g.texte} />)}
            <Champ nom="nom" libelle="Garder ce scénario sous le nom" aide="Par exemple : Deux départs et un centre de santé." maximum={80} />
            <Bouton>Garder le scénario</Bouton>
          </Formulaire>
        </div>
      )}
    </Section>
  );
}

function Resultats({ p }: { p: Present }): JSX.Element {
  const simule = (n: number): JSX.Element => <>{habitants(Math.round(n))} <MarqueNature nature="simulee" /></>;
  return (
    <>
      <ListeCle lignes={[
        { cle: 'Aujourd’hui', valeur: simule(p.avant) }, { cle: 'Avec vos gestes', valeur: simule(p.maintenant) },
        ...(p.dansDeuxAns === undefined ? [] : [{ cle: 'Dans deux ans', valeur: simule(p.dansDeuxAns) }]),
        ...(p.officiel === undefined ? [] : [{ cle: 'APL officielle 2023', valeur: habitants(p.officiel) }]),
      ]} />
      <figure class="mt-6 mb-8 max-w-3xl">
        <figcaption class="mb-3"><h2>{p.image.titre}</h2></figcaption>
        <div data-carte-et-si class="overflow-hidden rounded-box border border-base-300 [&>svg]:block [&>svg]:h-auto [&>svg]:w-full" dangerouslySetInnerHTML={{ __html: p.carte }} />
        <Legende image={p.image} />
        <LigneSource provenances={p.provenances} />
      </figure>
    </>
  );
}

/** What would change if a doctor left, settled, or if a centre opened. Everything here is a simulation, the official value beside it. */
export function PageEtSi({ vue }: { vue: VueEtSi }): JSX.Element {
  const p = vue.present;
  const { editeur, fichier, adresse } = SOURCES_A_IMPORTER.generalistes;
  if (!p) {
    return (
      <>
        <TitrePage titre="Et si…" phrase="La simulation a besoin du territoire, et du nombre de généralistes par commune." />
        {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
        <EtatVide titre="Rien à simuler pour l’instant" icone="map" action={<LienBouton href={`${vue.base}/territoire/diagnostic`}>Revenir au diagnostic</LienBouton>}>
          Composez le territoire ; demandez à la personne qui exploite la plateforme d’importer les généralistes par commune ({editeur}, «{'\u00a0'}{fichier}{'\u00a0'}», sur {adresse}).
        </EtatVide>
      </>
    );
  }
  return (
    <>
      <TitrePage titre="Et si…" phrase={p.phrase} action={vue.peutGarder && <LienBouton href={`${vue.base}/territoire/diagnostic/scenarios/gardes`}>{(vue.gardes ?? 0) > 1 ? `Comparer les ${vue.gardes} scénarios gardés` : 'Scénarios gardés'}</LienBouton>} />
      {vue.refus && <Encadre ton="refus" titre="Ce geste n’a pas été joué">{vue.refus}</Encadre>}
      {vue.illisibles > 0 && <Encadre ton="attention">{accord(vue.illisibles, 'geste de l’adresse n’a pas été lu', 'gestes de l’adresse n’ont pas été lus')} : une commune du voisinage, un geste connu, de 0,1 à 20 équivalents temps plein, douze gestes au plus.</Encadre>}
      <div class="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <Ilot nom="et-si" donnees={p.ilot}><Ajouter vue={vue} /></Ilot>
        <div><h2 class="mb-2">Habitants sous 2,5 consultations par an</h2><Resultats p={p} /></div>
      </div>
      <Gestes vue={vue} />
      <Section titre="Commune par commune" phrase="Les plus touchées d’abord. La simulation estime l’offre : ses valeurs ne remplacent pas l’APL officielle, elles disent le sens et l’ampleur d’un changement.">
        <Tableau legende="Accessibilité aux généralistes par commune" colonnes={COLONNES} lignes={p.lignes} idLigne={(l) => l.code} />
      </Section>
    </>
  );
}
