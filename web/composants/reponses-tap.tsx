import type { JSX } from 'preact';
import { Formulaire } from './formulaire.tsx';
import { Icone, type NomIcone } from './icone.tsx';

export type Reponse = 'oui' | 'si_besoin' | 'non';

const REPONSES: readonly { valeur: Reponse; mot: string; icone: NomIcone; choisie: string }[] = [
  { valeur: 'oui', mot: 'Oui', icone: 'check', choisie: 'border-primary bg-primary text-primary-content' },
  { valeur: 'si_besoin', mot: 'Si besoin', icone: 'circle-help', choisie: 'border-accent bg-du text-du-texte' },
  { valeur: 'non', mot: 'Non', icone: 'x', choisie: 'border-neutral bg-neutral text-neutral-content' },
];

/** One tap, one answer: three big buttons, each a whole form. `question` is what a screen reader hears. */
export function ReponsesTap({ action, question, reponse, champs = {} }: { action: string; question: string; reponse?: Reponse; champs?: Readonly<Record<string, string>> }): JSX.Element {
  return (
    <Formulaire action={action}>
      {Object.entries(champs).map(([nom, valeur]) => (
        <input key={nom} type="hidden" name={nom} value={valeur} />
      ))}
      <div class="grid max-w-md grid-cols-3 gap-2" role="group" aria-label={question}>
        {REPONSES.map((r) => (
          <button
            key={r.valeur}
            class={`flex min-h-14 flex-col items-center justify-center gap-0.5 rounded-md border px-2 py-1.5 font-semibold ${reponse === r.valeur ? r.choisie : 'border-bord bg-carte hover:bg-base-200'}`}
            type="submit"
            name="reponse"
            value={r.valeur}
            aria-pressed={reponse === r.valeur}
          >
            <Icone nom={r.icone} taille={20} />
            {r.mot}
          </button>
        ))}
      </div>
    </Formulaire>
  );
}
