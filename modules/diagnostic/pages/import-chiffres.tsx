import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueImport } from '../view-chiffres.ts';

function Colonnes({ vue }: { vue: VueImport }): JSX.Element {
  return (
    <Section titre="Ce que contient chaque colonne" phrase="À dire une fois : le prochain fichier qui porte les mêmes titres sera reconnu.">
      <Formulaire action={`${vue.base}/territoire/diagnostic/chiffres/${vue.id}/colonnes`}>
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {vue.colonnes.map((c, j) => (
            <li key={j} class="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-2 sm:items-center">
              <label for={`colonne-${j}`}>
                <span class="block font-semibold break-words">{c.titre}</span>
                <span class="text-sm text-douce">{c.exemples.length === 0 ? 'vide' : c.exemples.join(' · ')}</span>
              </label>
              <select class="select" id={`colonne-${j}`} name="c">{vue.choix.map((o) => <option key={o.valeur} value={o.valeur} selected={o.valeur === c.role}>{o.libelle}</option>)}</select>
            </li>
          ))}
        </ul>
        {vue.lignes && (
          <div class="mt-4">
            <Choix nom="ligne" libelle="La ligne qui vaut pour tout le territoire" facultatif vide="Aucune : je choisis plutôt la colonne des communes" options={vue.lignes.choix} valeur={vue.lignes.choisie}
              aide={`Aucune colonne ne dit la commune : une seule ligne peut être lue, les autres seront laissées de côté.${vue.lignes.enTout > vue.lignes.choix.length ? ` Les ${vue.lignes.choix.length} premières sont proposées.` : ''}`} />
          </div>
        )}
        <p class="mt-4"><Bouton variante={vue.pret ? 'simple' : 'primaire'}>Relire avec ces colonnes</Bouton></p>
      </Formulaire>
    </Section>
  );
}

function Apercu({ vue }: { vue: VueImport }): JSX.Element | null {
  if (vue.apercu.length === 0) return null;
  return (
    <Section titre="Ce qui sera importé">
      <div class="overflow-x-auto" role="region" aria-label="Aperçu des chiffres lus" tabIndex={0}>
        <table class="tableau-simple">
          <caption class="sr-only">Aperçu des chiffres lus</caption>
          <thead><tr>{vue.entetes.map((e) => <th key={e} scope="col">{e}</th>)}</tr></thead>
          <tbody>{vue.apercu.map((l, i) => <tr key={i}>{l.map((v, j) => (j === 0 ? <th key={j} scope="row">{v}</th> : <td key={j}>{v}</td>))}</tr>)}</tbody>
        </table>
      </div>
      {vue.restent > 0 && <p class="mt-2 text-sm text-douce">et {accord(vue.restent, 'ligne lue de plus', 'lignes lues de plus')}.</p>}
    </Section>
  );
}

function Rejets({ vue }: { vue: VueImport }): JSX.Element | null {
  if (vue.rejetsEnTout === 0) return null;
  return (
    <Depliant titre={`${accord(vue.rejetsEnTout, 'ligne laissée de côté', 'lignes laissées de côté')}, et pourquoi`} ouvert={vue.rejetsEnTout <= 5}>
      <ul class="grid max-w-texte gap-1 text-sm">{vue.rejets.map((r) => <li key={r.ligne} class="break-words">Ligne {r.ligne}{'\u00a0'}: {r.phrase}.</li>)}</ul>
      {vue.rejetsEnTout > vue.rejets.length && <p class="mt-1 text-sm">Les {vue.rejets.length} premières seulement sont dites ici.</p>}
    </Depliant>
  );
}

/** A deposited file as it is read, before anything is imported. */
export function PageImport({ vue }: { vue: VueImport }): JSX.Element {
  const adresse = `${vue.base}/territoire/diagnostic/chiffres`;
  if (vue.statut !== 'deposee') {
    return <TitrePage titre="Relire avant d’importer" phrase="Ce fichier n’attend plus : il est importé, retiré ou abandonné." action={<LienBouton href={adresse}>Revenir aux fichiers</LienBouton>} />;
  }
  return (
    <>
      <TitrePage titre="Relire avant d’importer" phrase={vue.phrase} action={<>{vue.pret && <BoutonGeste variante="primaire" action={`${adresse}/${vue.id}/importer`}>Importer ces chiffres</BoutonGeste>}<BoutonGeste action={`${adresse}/${vue.id}/abandonner`}>Abandonner ce fichier</BoutonGeste></>} />
      {vue.refus && <Encadre ton="refus" titre="Rien n’a été importé">{vue.refus}</Encadre>}
      <ListeCle lignes={[{ cle: 'Fichier', valeur: <span class="break-all">{vue.fichier}{vue.feuille && `, feuille «\u00a0${vue.feuille}\u00a0»`}{vue.autresFeuilles.length > 0 && ` ; pas lue${vue.autresFeuilles.length > 1 ? 's' : ''} : ${vue.autresFeuilles.map((f) => `«\u00a0${f}\u00a0»`).join(', ')}. Déposez à part ce qu’il vous en faut.`}</span> }, { cle: 'Source', valeur: vue.source }, { cle: 'Situation au', valeur: vue.situation }, { cle: 'Masqué', valeur: `les effectifs de moins de ${vue.seuil}` }]} />
      <Rejets vue={vue} />
      <Apercu vue={vue} />
      <Colonnes vue={vue} />
    </>
  );
}
