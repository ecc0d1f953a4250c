import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Icone } from '#web/composants/icone.tsx';
import { initialesDe } from '#web/composants/personne.tsx';
import { Ilot } from '#web/ilot.tsx';
import type { GroupeAEssayer, VueConnexion } from '../view.ts';

type Props = { readonly vue: VueConnexion; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

function AutresFacons({ vue }: { vue: VueConnexion }): JSX.Element {
  return (
    <div class="grid gap-2">
      <Ilot nom="connexion-cle" class="min-h-11 noscript:min-h-0" donnees={{ retour: vue.retour }} />
      {vue.fournisseurs.map((f) => (
        <div key={f.cle} data-turbo="false">
          <Formulaire action="/connexion/fournisseur" class="grid">
            <input type="hidden" name="fournisseur" value={f.cle} />
            <input type="hidden" name="retour" value={vue.retour} />
            <Bouton icone="shield-check" class="w-full">Se connecter avec {f.nom}</Bouton>
          </Formulaire>
        </div>
      ))}
    </div>
  );
}

function Personnes({ groupe }: { groupe: GroupeAEssayer }): JSX.Element {
  return (
    <ul class="grid gap-x-2 sm:grid-cols-2">
      {groupe.personnes.map((p) => (
        <li key={p.id}>
          <Formulaire action="/connexion/demo" class="grid">
            <input type="hidden" name="personne" value={p.id} />
            <button class="flex min-h-14 w-full items-start gap-3 rounded-md px-2 py-2 text-left hover:bg-teinte hover:text-teinte-texte" type="submit">
              <span class="mt-0.5 grid size-9 shrink-0 place-items-center rounded-full bg-teinte text-sm font-semibold text-teinte-texte" aria-hidden="true">{initialesDe(p.nom)}</span>
              <span class="min-w-0">
                <span class="block font-semibold">{p.role}</span>
                <span class="block text-sm text-douce">{p.nom}{p.metier && `, ${p.metier}`}</span>
              </span>
            </button>
          </Formulaire>
        </li>
      ))}
    </ul>
  );
}

function Demonstration({ groupes }: { groupes: readonly GroupeAEssayer[] }): JSX.Element {
  const [premier, ...autres] = groupes;
  return (
    <section class="carte px-4 py-5 sm:px-6" aria-labelledby="titre-demo">
      <h2 id="titre-demo" class="px-2">Essayer sans compte</h2>
      <p class="mt-1 mb-3 px-2 text-douce">Entrez comme une personne inventée. Rien n’est réel, rien n’est à casser.</p>
      {premier && <h3 class="mb-1 px-2 text-sm font-semibold text-douce">{premier.cpts}</h3>}
      {premier && <Personnes groupe={premier} />}
      {autres.map((g) => (
        <details key={g.cpts} class="menu-leger mt-2 px-2">
          <summary class="inline-flex min-h-11 cursor-pointer items-center gap-1.5 rounded-md text-sm font-semibold text-lien">
            <Icone nom="chevron-down" taille={17} class="chevron" />
            {g.cpts}
          </summary>
          <Personnes groupe={g} />
        </details>
      ))}
    </section>
  );
}

/** The door: an address is enough; what is stronger or quicker stands just below. */
export function PageConnexion({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  const demo = vue.demo.length > 0;
  return (
    <div class={`mx-auto py-4 sm:py-10 ${demo ? 'grid max-w-5xl gap-8 lg:grid-cols-[minmax(0,25rem)_minmax(0,1fr)] lg:gap-12' : 'max-w-[26rem]'}`}>
      <div>
        <h1>Se connecter</h1>
        <p class="mt-2 mb-6 text-lg text-douce">Votre adresse suffit : un code vous parvient par courriel. Aucun mot de passe à retenir.</p>
        {vue.avertissement && <Encadre ton="attention">{vue.avertissement}</Encadre>}
        <Formulaire action="/connexion" erreurs={erreurs} valeurs={valeurs}>
          <input type="hidden" name="retour" value={vue.retour} />
          <Champ nom="courriel" libelle="Adresse électronique" type="email" autocompletion="username webauthn" maximum={254} />
          <Bouton variante="primaire" class="w-full">Recevoir un code</Bouton>
        </Formulaire>
        <p class="my-5 flex items-center gap-3 text-sm text-douce before:h-px before:grow before:bg-base-300 after:h-px after:grow after:bg-base-300">ou</p>
        <AutresFacons vue={vue} />
        <p class="mt-6 text-sm text-douce">Pas encore de compte ? La coordination de votre CPTS vous invite par courriel.</p>
      </div>
      {demo && <Demonstration groupes={vue.demo} />}
    </div>
  );
}
