import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Toast } from '#web/composants/toast.tsx';
import { formaterNombre } from '#core/texte.ts';
import { libelleOrigine } from '../labels-chiffres.ts';
import { OrigineImport } from '../model-chiffres.ts';
import type { LigneImport, SeuilDit, VueChiffres } from '../view-chiffres.ts';

const TONS = { deposee: 'attente', importee: 'reussi', retiree: 'neutre', abandonnee: 'neutre' } as const;

function Gestes({ l, vue }: { l: LigneImport; vue: VueChiffres }): JSX.Element | null {
  if (!vue.peutImporter) return null;
  const adresse = `${vue.base}/territoire/diagnostic/chiffres/${l.id}`;
  if (l.statut === 'deposee') return <LienBouton petit href={adresse}>Relire et importer<span class="sr-only"> : {l.fichier}</span></LienBouton>;
  if (l.statut === 'importee') return <BoutonGeste petit action={`${adresse}/retirer`}>Retirer<span class="sr-only"> : {l.fichier}</span></BoutonGeste>;
  return <BoutonGeste petit action={`${adresse}/retablir`}>Remettre<span class="sr-only"> : {l.fichier}</span></BoutonGeste>;
}

const colonnes = (vue: VueChiffres): readonly Colonne<LigneImport>[] => [
  { cle: 'situation', titre: 'Situation au', principale: true, cellule: (l) => l.situation },
  { cle: 'source', titre: 'Source', cellule: (l) => l.source },
  { cle: 'fichier', titre: 'Fichier', cellule: (l) => <span class="break-all">{l.fichier}</span> },
  { cle: 'chiffres', titre: 'Chiffres', nombre: true, cellule: (l) => formaterNombre(l.chiffres, 0) },
  { cle: 'etat', titre: 'État', cellule: (l) => <Badge ton={TONS[l.statut]}>{l.etat}{l.enVigueur && ', le plus récent'}</Badge> },
  { cle: 'geste', titre: 'Faire', cellule: (l) => <Gestes l={l} vue={vue} /> },
];

function Seuils({ seuils }: { seuils: readonly SeuilDit[] }): JSX.Element {
  return (
    <Depliant titre="Sous quel effectif un chiffre est-il masqué ?">
      <ul class="grid max-w-texte gap-1.5 text-sm">
        {seuils.map((s) => <li key={s.origine}>{s.nom}{'\u00a0'}: moins de {s.seuil}, {s.texte}{s.verifie ? '.' : ' (à vérifier).'}</li>)}
      </ul>
      <p class="mt-2 max-w-texte text-sm">Un effectif masqué n’est jamais montré, ni dans les pages, ni dans les exports ; d’autres le sont avec lui, pour qu’aucune soustraction ne le retrouve.</p>
    </Depliant>
  );
}

function Deposer({ vue }: { vue: VueChiffres }): JSX.Element {
  return (
    <Section titre="Importer un fichier" phrase="Un classeur Excel (.xlsx) ou un fichier CSV : une ligne de titres, puis une ligne par commune, ou une seule pour tout le territoire. Rien n’est importé avant que vous l’ayez relu.">
      <Formulaire action={`${vue.base}/territoire/diagnostic/chiffres`} fichiers erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}}>
        <DepotFichier nom="fichier" libelle="Le fichier" accepte=".xlsx,.csv,.txt" aide="5 Mo et 5 000 lignes au plus." />
        <Choix nom="origine" libelle="Qui l’a donné" options={OrigineImport.options.map((o) => ({ valeur: o, libelle: libelleOrigine[o] }))} />
        <Champ nom="precision" libelle="Son nom exact" facultatif aide="Montré à côté des chiffres. Par exemple : CPAM de la Corrèze." maximum={80} />
        <ChampJour nom="situation" libelle="À quelle date ces chiffres sont-ils vrais" aide="La date de la situation, pas celle du courriel. Par exemple : 31/12/2025." />
        <Champ nom="seuil" libelle="Masquer les effectifs de moins de" facultatif aide="Laissez vide pour le seuil habituel de la source, dit plus bas." clavier="numeric" court suffixe="personnes" />
        <Bouton variante="primaire" icone="upload">Déposer et relire</Bouton>
      </Formulaire>
    </Section>
  );
}

/** The files of figures that the CPTS imports itself, and the form to deposit one. */
export function PageChiffres({ vue }: { vue: VueChiffres }): JSX.Element {
  return (
    <>
      <TitrePage titre="Chiffres de votre caisse" phrase={vue.phrase} />
      {vue.annulable && <Toast ton="succes" texte={`« ${vue.annulable.fichier} » ne compte plus dans le diagnostic.`} annuler={{ action: `${vue.base}/territoire/diagnostic/chiffres/${vue.annulable.id}/retablir` }} />}
      {vue.refus && <Encadre ton="refus" titre="Rien n’a été importé">{vue.refus}</Encadre>}
      {vue.lignes.length === 0
        ? <EtatVide titre="Aucun fichier importé" icone="upload">Demandez à votre correspondant de la caisse, commune par commune : patients sans médecin traitant, en ALD, à la C2S, de 70 ans et plus.</EtatVide>
        : <Tableau legende="Fichiers de chiffres" colonnes={colonnes(vue)} lignes={vue.lignes} idLigne={(l) => l.id} />}
      {vue.peutImporter ? <Deposer vue={vue} /> : <p class="mt-6 max-w-texte text-douce">La coordination, la présidence et le secrétariat importent les fichiers.</p>}
      <Seuils seuils={vue.seuils} />
    </>
  );
}
