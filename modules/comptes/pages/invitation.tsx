import type { JSX } from 'preact';
import { avecArticle } from '#core/texte.ts';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import type { VueInvitation } from '../view.ts';

type Props = { readonly vue: VueInvitation; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** Who invites, to what, until when; and the one gesture that answers. */
export function PageInvitation({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  const doitSeConnecter = !vue.connectee && vue.connue;
  return (
    <div class="mx-auto max-w-[32rem] py-4 sm:py-10">
      <h1>Rejoindre {avecArticle(vue.cpts)}</h1>
      <p class="mt-2 mb-6 text-lg text-douce">Une place vous y attend.</p>
      <section class="mb-4" aria-labelledby="vos-roles">
        <h2 id="vos-roles">{vue.roles.length > 1 ? 'Vos rôles' : 'Votre rôle'}</h2>
        <ul class="mt-2 grid gap-3">
          {vue.roles.map((r) => (
            <li key={r.nom}><strong>{r.nom}</strong><p class="text-douce">{r.promesse}</p></li>
          ))}
        </ul>
      </section>
      <div class="mb-6">
        <ListeCle lignes={[{ cle: 'Votre adresse', valeur: <span class="break-all">{vue.courriel}</span> }, { cle: 'Valable jusqu’au', valeur: vue.expireLe }]} />
      </div>
      <Formulaire action="/invitation" erreurs={erreurs} valeurs={valeurs}>
        <input type="hidden" name="secret" value={vue.secret} />
        {!vue.connectee && !vue.connue && <Champ nom="nom" libelle="Prénom et nom" aide="Comme vos collègues les verront." autocompletion="name" valeur={vue.nom} maximum={120} />}
        {doitSeConnecter && <p class="mb-4">Vous avez déjà un compte à cette adresse : connectez-vous d’abord, vous reviendrez ici.</p>}
        <Bouton variante="primaire" class="w-full">{doitSeConnecter ? 'Se connecter pour accepter' : 'Accepter l’invitation'}</Bouton>
      </Formulaire>
      <p class="mt-6 text-sm text-douce">Vous ne connaissez pas cette CPTS ? Fermez cette page : rien ne se passe.</p>
    </div>
  );
}

/**
 * Why the link does not open, and what to do. `deconnexion` when somebody else is signed in on this browser; `aRattacher`, the address
 * invited, when it may be theirs under another one (Pro Santé Connect gives its own): a code sent there proves it.
 */
export function PageInvitationFermee({ phrase, deconnexion, aRattacher }: { phrase: string; deconnexion: boolean; aRattacher?: string | undefined }): JSX.Element {
  return (
    <div class="mx-auto max-w-[32rem] py-4 sm:py-10">
      <h1>Cette invitation ne s’ouvre pas</h1>
      <p class="mt-2 mb-6 text-lg text-douce">{phrase}</p>
      {aRattacher && (
        <div class="mb-6">
          <p class="mb-3">C’est aussi votre adresse ? Un code envoyé à <span class="break-all">{aRattacher}</span> le prouve : elle devient celle de votre compte, et le lien de l’invitation s’ouvre ensuite.</p>
          <BoutonGeste action="/compte/adresse" champs={{ courriel: aRattacher }} variante="primaire">Recevoir un code à cette adresse</BoutonGeste>
        </div>
      )}
      {deconnexion ? <BoutonGeste action="/deconnexion" {...(aRattacher ? {} : { variante: 'primaire' as const })} icone="log-out">Se déconnecter</BoutonGeste> : <a class="btn btn-primary" href="/">Aller à l’accueil</a>}
    </div>
  );
}
