import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueReponse } from '../view.ts';

type Question = VueReponse['questions'][number];

function UneQuestion({ q }: { q: Question }): JSX.Element {
  if (q.genre === 'texte') return <ZoneTexte nom={q.nom} libelle={q.intitule} lignes={3} maximum={500} facultatif aide="N’écrivez ni votre nom, ni celui de quelqu’un d’autre, ni rien sur la santé d’une personne." />;
  return <CasesChoix nom={q.nom} libelle={q.intitule} multiple={q.genre === 'plusieurs'} {...(q.genre === 'plusieurs' ? { aide: 'Plusieurs réponses sont possibles.' } : {})} options={q.choix.map((libelle, i) => ({ valeur: String(i), libelle }))} />;
}

const FINS: Readonly<Record<Exclude<VueReponse['etat'], 'ouverte'>, readonly [string, string]>> = {
  merci: ['Merci, votre réponse est comptée', 'Rien d’autre n’est à faire. Vous pouvez fermer cette page, et passer le lien à vos voisins.'],
  deja: ['Vous avez déjà répondu', 'Votre réponse est comptée, une seule fois. Vous pouvez fermer cette page.'],
  close: ['Cette enquête est close', 'Elle ne prend plus de réponse. Merci de l’avoir ouverte.'],
};

/** What one answers, in a minute, on a phone. */
export function PageReponse({ vue }: { vue: VueReponse }): JSX.Element {
  if (vue.etat !== 'ouverte') {
    const [titre, phrase] = FINS[vue.etat];
    return (
      <>
        <TitrePage titre={titre} phrase={phrase} />
        <p class="max-w-texte text-douce wrap-anywhere">{vue.titre}. Enquête menée par {vue.cpts}.</p>
        {vue.retour && <p class="mt-6"><LienBouton href={vue.retour}>Voir l’enquête</LienBouton></p>}
      </>
    );
  }
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.but} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <p class="mb-8 max-w-texte text-douce">Enquête menée par {vue.cpts}. {vue.phrase} {vue.adressee === 'public' ? 'Votre nom n’est pas demandé.' : 'Votre nom n’est pas gardé avec vos réponses.'} Elles s’ajoutent à des comptes : rien ne les relie entre elles, ni à vous.</p>
      <Formulaire action={vue.action} erreurs={vue.erreurs ?? {}} valeurs={vue.valeurs ?? {}}>
        {vue.cle && <input type="hidden" name="cle" value={vue.cle} />}
        {vue.questions.map((q) => <UneQuestion key={q.nom} q={q} />)}
        <Bouton variante="primaire" class="max-sm:w-full">Envoyer mes réponses</Bouton>
      </Formulaire>
      <p class="mt-8 max-w-texte text-sm text-douce">Ce qui compte moins de 5 personnes n’est jamais montré.</p>
    </>
  );
}
