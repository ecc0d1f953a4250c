import type { JSX } from 'preact';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueProjetSante } from '../moteur/vue-sante.ts';


function Chapitre({ vue, c, rang }: { vue: VueProjetSante; c: VueProjetSante['chapitres'][number]; rang: number }): JSX.Element {
  return (
    <section id={c.cle} class="mt-8 border-t border-base-300 pt-6 first:mt-0">
      <div class="mb-3 flex flex-wrap items-baseline justify-between gap-3">
        <h2>{rang}. {c.titre}</h2>
        {vue.peutEcrire ? (
          <span class="hors-papier">
            <BoutonGeste petit action={`${vue.base}/projet/sante/${c.cle}/plume`} icone="file-text">Écrire ce chapitre</BoutonGeste>
          </span>
        ) : (
          <LienBouton petit icone="message-square" class="hors-papier" href={`${vue.base}/projet/sante/${c.cle}`}>Faire une remarque<span class="sr-only"> sur {c.titre}</span></LienBouton>
        )}
      </div>
      <p class="mb-3 text-sm text-douce">{c.redige ? c.enregistre : 'Texte proposé : il suit le diagnostic, les adhérents et les statuts tant que personne ne le modifie.'}{c.plume && <strong class="font-semibold"> {c.plume}</strong>}{c.remarques && <> <a class="lien hors-papier" href={`${vue.base}/projet/sante/${c.cle}#remarques`}>{c.remarques}</a></>}</p>
      <Blocs blocs={c.blocs} />
    </section>
  );
}

/** The health project as it reads, what it lacks, who writes what now. */
export function PageSante({ vue, refus }: { vue: VueProjetSante; refus?: string }): JSX.Element {
  const fichier = (suffixe: string): string => `${vue.base}/projet/sante.${suffixe}`;
  return (
    <>
      <TitrePage titre="Projet de santé" phrase={vue.phrase} action={<><LienBouton icone="download" href={fichier('docx')} telechargement>Word</LienBouton><LienBouton icone="download" href={fichier('pdf')} telechargement>PDF</LienBouton><LienBouton icone="download" href={`${vue.base}/projet/sante-resume.pdf`} telechargement>Une page pour les habitants</LienBouton></>} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      {vue.manques.length > 0 && (
        <Encadre ton="attention" titre="Ce qui manque encore">
          <ul class="list-disc pl-5">{vue.manques.map((m) => <li key={m.cle}><a class="lien" href={`${vue.base}/projet/sante#${m.cle}`}>{m.titre}</a> : {m.phrase}</li>)}</ul>
        </Encadre>
      )}
      {vue.chapitres.map((c, i) => <Chapitre key={c.cle} vue={vue} c={c} rang={i + 1} />)}
    </>
  );
}
