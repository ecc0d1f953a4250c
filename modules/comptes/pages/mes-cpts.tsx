import type { JSX } from 'preact';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueMesCpts } from '../view.ts';

const LIGNE = 'carte flex min-h-16 items-center gap-4 px-5 py-4 hover:border-bord';

/** Where one may go: one's CPTS, and the operation of the instance for who holds it. */
export function PageMesCpts({ vue }: { vue: VueMesCpts }): JSX.Element {
  const rien = vue.cpts.length === 0 && !vue.exploitant;
  return (
    <div class="max-w-texte py-4 sm:py-8">
      <TitrePage titre="Mes CPTS" phrase={rien ? `Vous êtes connecté comme ${vue.nom}.` : 'Choisissez où entrer.'} />
      {vue.adresseADonner && (
        <Encadre ton="attention" titre="Donnez votre adresse électronique">
          <p>Sans elle, aucune invitation ne peut vous parvenir. <a class="underline underline-offset-4" href="/compte#adresse">Écrire mon adresse</a></p>
        </Encadre>
      )}
      {rien ? (
        <EtatVide titre="Vous n’êtes encore membre d’aucune CPTS" icone="users">
          Demandez à la coordination de votre CPTS de vous inviter à l’adresse de votre compte. L’invitation arrive par courriel.
        </EtatVide>
      ) : (
        <ul class="grid gap-3">
          {vue.cpts.map((c) => (
            <li key={c.slug}>
              <a class={LIGNE} href={`/cpts/${c.slug}`}>
                <span class="min-w-0 grow">
                  <span class="block text-lg font-semibold">{c.nom}</span>
                  <span class="block text-douce">{c.roles}</span>
                </span>
                <Icone nom="chevron-right" class="text-douce" />
              </a>
            </li>
          ))}
          {vue.exploitant && (
            <li>
              <a class={LIGNE} href="/exploitation">
                <span class="min-w-0 grow">
                  <span class="block text-lg font-semibold">Exploitation de l’instance</span>
                  <span class="block text-douce">Tâches, courriels, sauvegardes</span>
                </span>
                <Icone nom="chevron-right" class="text-douce" />
              </a>
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
