import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';

export type VueRenvoi = {
  readonly cause: 'page_ancienne' | 'session_finie';
  /** Where the form goes: the address that just refused it. */
  readonly action: string;
  readonly champs: readonly (readonly [nom: string, valeur: string])[];
  /** A browser gives no file back: each is chosen again. */
  readonly fichiers: readonly { readonly champ: string; readonly nom: string }[];
  /** What the person will recognise as their own words. */
  readonly ecrits: readonly string[];
  readonly retour: string | undefined;
};

const EXTRAIT = 300;
const extrait = (t: string): string => (t.length > EXTRAIT ? `${t.slice(0, EXTRAIT).trimEnd()}…` : t);

const CAUSES = {
  page_ancienne: { titre: 'Encore un geste : renvoyez', phrase: 'Cette page était ouverte depuis trop longtemps, ou vous vous êtes reconnecté depuis. Rien n’a été enregistré, et rien n’est perdu.' },
  session_finie: { titre: 'Reconnectez-vous, puis renvoyez', phrase: 'Votre session était terminée : rien n’a été enregistré, et rien n’est perdu. Gardez cette page ouverte : elle tient ce que vous avez écrit.' },
} as const;

/** Instead of a refusal: what was sent comes back whole, and leaves again in one tap. */
export function PageRenvoi({ vue }: { vue: VueRenvoi }): JSX.Element {
  const { titre, phrase } = CAUSES[vue.cause];
  return (
    <div class="max-w-texte">
      <TitrePage titre={titre} phrase={phrase} />
      {vue.cause === 'session_finie' && <p class="mb-6"><a class="btn max-sm:w-full" href="/connexion" target="_blank" rel="noopener" data-turbo="false">Se connecter dans un nouvel onglet</a></p>}
      {vue.ecrits.length > 0 && (
        <section class="carte mb-6 px-4 py-4 sm:px-6" aria-labelledby="titre-ecrits">
          <h2 id="titre-ecrits" class="text-base">Ce que vous aviez écrit</h2>
          <ul class="mt-2 grid gap-2">{vue.ecrits.map((t, i) => <li key={i} class="whitespace-pre-line wrap-anywhere">{extrait(t)}</li>)}</ul>
        </section>
      )}
      <Formulaire action={vue.action} {...(vue.fichiers.length > 0 ? { fichiers: true } : {})}>
        {vue.champs.map(([nom, valeur], i) => <input key={i} type="hidden" name={nom} value={valeur} />)}
        {vue.fichiers.map((f) => <DepotFichier key={f.champ} nom={f.champ} libelle={f.nom ? `Choisissez de nouveau « ${f.nom} »` : 'Choisissez de nouveau le fichier'} facultatif aide="Un navigateur ne rend pas un fichier déjà envoyé." />)}
        <div class="gestes">
          <Bouton variante="primaire" class="max-sm:w-full">Renvoyer maintenant</Bouton>
          {vue.retour && <LienBouton href={vue.retour} class="max-sm:w-full">Revenir à la page sans renvoyer</LienBouton>}
        </div>
      </Formulaire>
      {vue.champs.length > 0 && <p class="mt-4 text-sm text-douce">{accord(vue.champs.length, 'réponse repartira telle quelle', 'réponses repartiront telles quelles')}.</p>}
    </div>
  );
}
