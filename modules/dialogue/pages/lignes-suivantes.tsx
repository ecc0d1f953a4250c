import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueLignesSuivantes } from '../view-lignes.ts';

type Props = { readonly vue: VueLignesSuivantes; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** What the dialogue proposed, line by line, becomes the contract of the next year; what is renegotiated is then opened and changed. */
export function PageLignesSuivantes({ vue, erreurs = {}, valeurs }: Props): JSX.Element {
  const { base, annee } = vue;
  if (vue.cas === 'interdit') return <TitrePage titre="Lignes de l’année suivante" phrase="La coordination, la présidence et la trésorerie les inscrivent au contrat." action={<LienBouton href={`${base}/dialogue`}>Revenir au plan</LienBouton>} />;
  if (vue.cas === 'sans_contrat') return <><TitrePage titre="Lignes de l’année suivante" /><EtatVide titre="Aucune année de contrat ici" icone="list" action={<LienBouton href={`${base}/contrat`}>Ouvrir le contrat</LienBouton>}>Les lignes d’une année se reprennent de celle d’avant, une fois le contrat noté.</EtatVide></>;
  if (vue.cas === 'derniere') return <TitrePage titre="Lignes de l’année suivante" phrase={`L’année ${annee} est la dernière du contrat : la suite s’écrit dans son renouvellement.`} action={<LienBouton href={`${base}/contrat/termes#renouvellement`}>Préparer le renouvellement</LienBouton>} />;
  return (
    <>
      <TitrePage titre={`Lignes de l’année ${annee + 1}`} phrase={vue.phrase} />
      {vue.choix.length > 0 && (
        <Formulaire action={`${base}/dialogue/lignes`} version={vue.version} erreurs={erreurs} valeurs={valeurs ?? { lignes: vue.cochees }}>
          <input type="hidden" name="annee" value={annee} />
          <p class="mb-4 max-w-texte text-douce">Une ligne reprise garde sa règle et ses livrables ; elle repart de la valeur atteinte. Vous changez ensuite ce qui fut renégocié.</p>
          <CasesChoix nom="lignes" libelle={`Lignes de l’année ${annee}`} multiple options={vue.choix} />
          <div class="flex flex-wrap gap-3"><Bouton variante="primaire" icone="check">Inscrire les lignes cochées</Bouton><LienBouton href={`${base}/contrat/lignes/nouvelle`}>Écrire une autre ligne</LienBouton></div>
        </Formulaire>
      )}
      <Section titre={`Déjà au contrat pour l’année ${annee + 1}`}>
        {vue.inscrites.length === 0 ? <EtatVide titre="Aucune ligne encore" icone="list">Inscrivez celles qui furent convenues au dialogue.</EtatVide> : (
          <ul class="divide-y divide-base-300 border-y border-base-300">{vue.inscrites.map((l) => (
            <li key={l.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
              <span class="min-w-0 grow basis-64 break-words"><span class="font-semibold">{l.libelle}</span><span class="block text-sm text-douce">{l.detail}</span></span>
              <LienBouton petit href={l.href}>Modifier<span class="sr-only"> : {l.libelle}</span></LienBouton>
            </li>
          ))}</ul>
        )}
      </Section>
    </>
  );
}
