import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { ChiffreSource, LigneSource } from '#web/composants/chiffre.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { ecrireNombre, ecrireValeur, titreChapitre } from '../labels.ts';
import type { AImporter, Table } from '../model.ts';
import type { VueChapitre, VueDiagnostic } from '../view.ts';
import { ConstatsDuChapitre } from './constats-du-chapitre.tsx';
import { ImageDuChapitre } from './image.tsx';

function TableDuChapitre({ table, base }: { table: Table; base: string }): JSX.Element {
  const adresse = `${base}/territoire/diagnostic/tables/${table.cle}`;
  return (
    <Depliant titre={`Tableau : ${table.legende}`}>
      <p class="hors-papier mb-2 flex gap-4 text-sm">
        <a class="text-lien underline underline-offset-4" href={`${adresse}.xlsx`} download data-turbo="false">Excel<span class="sr-only"> : {table.legende}</span></a>
        <a class="text-lien underline underline-offset-4" href={`${adresse}.csv`} download data-turbo="false">CSV<span class="sr-only"> : {table.legende}</span></a>
      </p>
      <div class="max-h-[32rem] overflow-auto" role="region" aria-label={table.legende} tabIndex={0}>
        <table class="tableau-simple">
          <caption class="sr-only">{table.legende}</caption>
          <thead><tr>{table.colonnes.map((c) => <th key={c.titre} scope="col">{c.titre}</th>)}</tr></thead>
          <tbody>
            {table.lignes.map((l, i) => (
              <tr key={i}>
                {l.map((v, j) => { const c = table.colonnes[j]; const texte = ecrireValeur(v, c?.format ?? 'texte', c?.decimales); return j === 0 ? <th key={j} scope="row">{texte}</th> : <td key={j}>{texte}</td>; })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LigneSource provenances={table.provenances} />
    </Depliant>
  );
}

const OuChercher = ({ liste }: { liste: readonly AImporter[] }): JSX.Element => (
  <ul class="list-disc pl-5">
    {liste.map((a) => <li key={a.quoi}>{a.quoi} : {a.editeur}, «{'\u00a0'}{a.fichier}{'\u00a0'}», sur {a.adresse}.</li>)}
  </ul>
);

/** Who brings what is missing: the operator for all, the CPTS for what only its fund knows. */
function QuiApporte({ liste, base }: { liste: readonly AImporter[]; base: string }): JSX.Element {
  return (
    <>
      {liste.some((a) => a.depot) && <p class="mt-1 text-sm">Les chiffres de votre caisse s’importent ici même : <a class="underline underline-offset-4" href={`${base}/territoire/diagnostic/chiffres`}>importer un fichier</a>.</p>}
      {liste.some((a) => !a.depot && !a.exploitation) && <p class="mt-1 text-sm">La personne qui exploite la plateforme dépose le fichier dans le dossier de données : le chapitre se complète seul.</p>}
      {liste.some((a) => a.exploitation) && <p class="mt-1 text-sm">L’annuaire national et FINESS s’importent depuis les pages d’exploitation, «{'\u00a0'}Annuaires{'\u00a0'}» : la personne qui exploite la plateforme le fait une fois pour toutes les CPTS.</p>}
    </>
  );
}

const AChercher = ({ liste, base }: { liste: readonly AImporter[]; base: string }): JSX.Element | null =>
  liste.length === 0 ? null : <Encadre titre="Ce qui manque ici, et où le trouver"><OuChercher liste={liste} /><QuiApporte liste={liste} base={base} /></Encadre>;

/** Chapters that have nothing to say yet, together: what each waits for, and once for all who brings it. */
function EnAttente({ chapitres, base }: { chapitres: readonly VueChapitre[]; base: string }): JSX.Element {
  return (
    <Section titre="Ce qui attend des données" id="en-attente" phrase="Rien n’est deviné : ces chapitres s’écriront quand leurs fichiers seront là. Transmettez cette liste à la personne qui exploite la plateforme.">
      <ul class="divide-y divide-base-300 border-y border-base-300">
        {chapitres.map((c) => (
          <li key={c.cle} id={c.cle} class="max-w-texte break-inside-avoid py-3">
            <h3>{c.titre}</h3>
            <p>{c.phrase}</p>
            <div class="mt-1 text-sm text-douce"><OuChercher liste={c.aImporter} /></div>
          </li>
        ))}
      </ul>
      <div class="mt-3 max-w-texte"><QuiApporte liste={chapitres.flatMap((c) => c.aImporter)} base={base} /></div>
    </Section>
  );
}

function Chapitre({ c, base }: { c: VueChapitre; base: string }): JSX.Element {
  return (
    <Section titre={c.titre} id={c.cle}>
      <p class="mb-4 max-w-texte break-after-avoid text-pretty sm:text-lg">{c.phrase}</p>
      {c.chiffre && (() => {
        const { libelle, chiffre, format, decimales, unite } = c.chiffre;
        return <p class="mb-5 break-inside-avoid break-after-avoid"><span class="block text-douce">{libelle}</span><ChiffreSource grand chiffre={chiffre} format={(n) => ecrireNombre(n, format, decimales)} {...(unite ? { unite } : {})} /></p>;
      })()}
      {c.constats && <ConstatsDuChapitre cle={c.cle} constats={c.constats} base={base} />}
      <ImageDuChapitre chapitre={c} />
      <AChercher liste={c.aImporter} base={base} />
      {c.tables.map((t) => <TableDuChapitre key={t.cle} table={t} base={base} />)}
      {c.notes.length > 0 && <Depliant titre="Comment c’est compté"><ul class="grid max-w-texte gap-1.5 text-sm">{c.notes.map((n) => <li key={n}>{n}</li>)}</ul></Depliant>}
    </Section>
  );
}

/** A chapter without a table says only what it waits for. */
const estVide = (c: VueChapitre): boolean => c.tables.length === 0;

function Sommaire({ chapitres }: { chapitres: readonly VueChapitre[] }): JSX.Element {
  return (
    <nav class="hors-papier mb-8" aria-label="Chapitres du diagnostic">
      {/* Folded on a phone, where it would hide the first chapter. */}
      <details class="precisions"><summary class="mb-2 inline-flex min-h-11 items-center gap-2 font-semibold text-lien">Aller à un chapitre</summary><ol class="flex flex-wrap gap-x-5 gap-y-1">
        {chapitres.map((c) => <li key={c.cle}><a class="inline-flex min-h-9 items-center text-lien underline underline-offset-4" href={`#${c.cle}`}>{titreChapitre[c.cle]}</a>{estVide(c) && <span class="text-sm text-douce"> (en attente)</span>}</li>)}
      </ol></details>
    </nav>
  );
}

/** The shared diagnosis: each chapter in one sentence, one figure, one picture, then its table. */
export function PageDiagnostic({ vue }: { vue: VueDiagnostic }): JSX.Element {
  const p = vue.present;
  const refus = vue.refus && <Encadre ton="refus" titre="Cette adresse ne mène à rien">{vue.refus}</Encadre>;
  if (!p) {
    return (
      <>
        <TitrePage titre="Diagnostic partagé" phrase="Le diagnostic s’écrit seul dès que le territoire est composé." />
        {refus}
        <EtatVide titre="Aucune commune n’est choisie" icone="map" action={vue.peutComposer ? <LienBouton variante="primaire" icone="map" href={`${vue.base}/territoire/composer`}>Composer le territoire</LienBouton> : undefined}>
          {vue.peutComposer ? 'Choisissez les communes : les chapitres se remplissent aussitôt.' : 'La coordination choisira les communes. Vous verrez ici les chapitres du diagnostic.'}
        </EtatVide>
      </>
    );
  }
  return (
    <>
      <TitrePage titre="Diagnostic partagé" phrase={p.phrase} action={<><LienBouton icone="download" telechargement href={`${vue.base}/territoire/diagnostic.docx`}>Word<span class="sr-only"> : le diagnostic</span></LienBouton><LienBouton icone="download" telechargement href={`${vue.base}/territoire/diagnostic.pdf`}>PDF<span class="sr-only"> : le diagnostic</span></LienBouton></>} />
      {refus}
      {p.aImporter > 0 && <p class="mb-6 max-w-texte text-douce">{accord(p.aImporter, 'chapitre attend', 'chapitres attendent')} des données : <a class="text-lien underline underline-offset-4" href="#en-attente">lesquelles, et qui les publie</a>.</p>}
      <Sommaire chapitres={p.chapitres} />
      {p.chapitres.filter((c) => !estVide(c)).map((c) => <Chapitre key={c.cle} c={c} base={vue.base} />)}
      {p.aImporter > 0 && <EnAttente chapitres={p.chapitres.filter(estVide)} base={vue.base} />}
    </>
  );
}
