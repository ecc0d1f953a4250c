import type { JSX } from 'preact';
import { accord, formaterInstant, formaterNombre } from '#core/texte.ts';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { ChiffreSource, LigneSource } from '#web/composants/chiffre.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { ClasseDeTaille } from '../constants.ts';
import { libelleClasse, libelleGroupement, nomDuGroupement } from '../labels.ts';
import { type LigneCommune, phraseTerritoire, type VueTerritoire } from '../view.ts';
import { Avertissements } from './avertissements.tsx';

type Present = NonNullable<VueTerritoire['present']>;

const COLONNES: readonly Colonne<LigneCommune>[] = [
  { cle: 'nom', titre: 'Commune', tri: true, principale: true, cellule: (l) => <>{l.nom}{l.mention && <span class="pastille ml-2 rounded bg-teinte px-1.5 py-0.5 text-xs font-semibold text-teinte-texte">{l.mention}</span>}</> },
  { cle: 'code', titre: 'Code INSEE', masquable: true, cellule: (l) => <span class="chiffres text-douce">{l.code}</span> },
  { cle: 'population', titre: 'Habitants', tri: true, nombre: true, cellule: (l) => (l.population === undefined ? 'inconnue' : formaterNombre(l.population)) },
  { cle: 'groupement', titre: 'Intercommunalité', tri: true, masquable: true, cellule: (l) => l.groupement },
  { cle: 'departement', titre: 'Département', tri: true, masquable: true, cellule: (l) => l.departement },
];

/** The rule behind the size, with the line that applies. */
function PourquoiTaille({ p }: { p: Present }): JSX.Element {
  const ligne = (c: ClasseDeTaille): JSX.Element => (
    <tr key={c.taille} class={c.taille === p.resume.classe.taille ? 'font-semibold' : 'text-douce'} {...(c.taille === p.resume.classe.taille ? { 'aria-current': 'true' as const } : {})}>
      <th scope="row" class="py-1 pr-6 text-left font-[inherit]">Taille {c.taille}</th>
      <td class="py-1">{libelleClasse(c)}{c.taille === p.resume.classe.taille && ' : votre territoire'}</td>
    </tr>
  );
  return (
    <Depliant titre={`Pourquoi taille ${p.resume.classe.taille} ?`} id="pourquoi">
      <p>La population municipale du territoire est de {formaterNombre(p.resume.population)}{'\u00a0'}habitants. La taille fixe les montants du contrat.</p>
      <table class="my-3">
        <caption class="sr-only">Les quatre tailles de CPTS</caption>
        <tbody>{p.classes.map(ligne)}</tbody>
      </table>
      <p class="text-sm text-douce">
        {p.resume.texteDesClasses}. De quel côté tombent exactement 40{'\u202f'}000, 80{'\u202f'}000 et 175{'\u202f'}000 habitants n’est pas sourcé : à faire confirmer par la caisse.
      </p>
    </Depliant>
  );
}

function Limites({ p }: { p: Present }): JSX.Element {
  const { resume: r } = p;
  return (
    <div class="grid content-start gap-5">
      <div>
        <p class="text-douce">Population</p>
        <p class="text-2xl font-bold">
          {r.provenances.population ? <ChiffreSource chiffre={{ valeur: r.population, provenance: r.provenances.population }} /> : formaterNombre(r.population)} habitants
        </p>
        <p class="text-sm text-douce">{p.ecart}</p>
        <PourquoiTaille p={p} />
      </div>
      <div>
        <h2 class="mb-1">Ce que le territoire traverse</h2>
        <ul class="grid gap-1.5">
          {r.groupements.map((g) => (
            <li key={g.groupement.siren}>
              {nomDuGroupement(g.groupement)}{' '}
              <span class="text-douce">({libelleGroupement[g.groupement.genre] ?? g.groupement.genre}), {g.entier ? `en entier, ${accord(g.communes, 'commune')}` : `${formaterNombre(g.communes)} sur ${accord(g.groupement.membres.length, 'commune')}`}</span>
            </li>
          ))}
          <li>{r.departements.map((d) => `${d.nom} (${d.code})`).join(', ')} <span class="text-douce">{r.regions.map((x) => x.nom).join(', ')}</span></li>
        </ul>
      </div>
      <Avertissements liste={r.avertissements} />
    </div>
  );
}

function Versions({ vue }: { vue: VueTerritoire }): JSX.Element | null {
  const courante = vue.present?.version;
  if (courante === undefined || vue.versions.length < 2) return null;
  return (
    <Section titre="Versions" phrase="Chaque enregistrement est gardé. Reprendre une version n’efface pas les autres.">
      <ol class="divide-y divide-base-300 border-y border-base-300">
        {vue.versions.map((v) => (
          <li key={v.version} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5">
            <span>
              <span class="font-semibold">Version {v.version}</span> : {accord(v.communes, 'commune')}{v.repriseDe !== undefined && `, reprise de la version ${v.repriseDe}`}
              <span class="block text-sm text-douce">{formaterInstant(v.composeLe, vue.fuseau)}{v.composePar && `, par ${v.composePar}`}</span>
            </span>
            {v.version === courante
              ? <span class="text-sm text-douce">en cours</span>
              : vue.peutComposer && <BoutonGeste petit action={`${vue.base}/territoire/annulation`} version={courante} champs={{ reprendre: String(v.version) }}>Reprendre la version {v.version}</BoutonGeste>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Communes({ vue, p }: { vue: VueTerritoire; p: Present }): JSX.Element {
  const { population, epci } = p.resume.provenances;
  return (
    <Section titre="Les communes">
      <Tableau
        legende="Communes du territoire" colonnes={COLONNES} lignes={p.lignes} idLigne={(l) => l.code} adresse={vue.adresse} tri={p.tri} densite={p.densite} page={p.page} quoi="communes"
        exports={[`${vue.base}/territoire/communes.xlsx`, `${vue.base}/territoire/communes.csv`]}
      />
      <LigneSource provenances={[population, epci].filter((x) => x !== undefined)} />
    </Section>
  );
}

/** The perimeter: which communes, how many people, which size, and what to know before filing. */
export function PageTerritoire({ vue }: { vue: VueTerritoire }): JSX.Element {
  const p = vue.present;
  const diagnostic = <LienBouton icone="file-text" href={`${vue.base}/territoire/diagnostic`}>Lire le diagnostic</LienBouton>;
  const composer = vue.peutComposer ? <LienBouton variante="primaire" icone="map" href={`${vue.base}/territoire/composer`}>{p ? 'Modifier le territoire' : 'Composer le territoire'}</LienBouton> : undefined;
  if (!p) {
    return (
      <>
        <TitrePage titre="Territoire" phrase="Le territoire n’est pas encore composé." />
        <EtatVide titre="Aucune commune n’est choisie" icone="map" action={composer}>
          {vue.peutComposer ? 'Choisissez les communes sur la carte ou dans la liste : la population et la taille se calculent à mesure.' : 'La coordination choisira les communes. Vous verrez ici la carte, la population et la taille.'}
        </EtatVide>
      </>
    );
  }
  return (
    <>
      <TitrePage titre="Territoire" phrase={`${phraseTerritoire(p.resume)}.`} action={<>{composer}{diagnostic}</>} />
      {vue.refus && <Encadre ton="refus" titre="Le territoire n’a pas changé">{vue.refus}</Encadre>}
      <div class="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,3fr)_minmax(16rem,2fr)]">
        <figure>
          <div class="overflow-hidden rounded-box border border-base-300 [&>svg]:block [&>svg]:h-auto [&>svg]:w-full" dangerouslySetInnerHTML={{ __html: p.carte.svg }} />
          <figcaption class="mt-1.5 text-sm text-douce">{p.carte.source}</figcaption>
        </figure>
        <Limites p={p} />
      </div>
      <Communes vue={vue} p={p} />
      <Versions vue={vue} />
    </>
  );
}
