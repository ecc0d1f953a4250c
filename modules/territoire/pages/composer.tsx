import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, Choix } from '#web/composants/champ.tsx';
import { LigneSource } from '#web/composants/chiffre.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { Ilot } from '#web/ilot.tsx';
import { communes } from '../labels.ts';
import type { Proposition, VueComposer } from '../view.ts';
import { Avertissements } from './avertissements.tsx';

const enumerer = (noms: readonly string[]): string => (noms.length > 12 ? `${noms.slice(0, 12).join(', ')} et ${formaterNombre(noms.length - 12)} autres` : noms.join(', '));

/** Somebody saved meanwhile: both perimeters in words, nothing lost, one choice. */
function Conflit({ vue }: { vue: VueComposer }): JSX.Element | null {
  const c = vue.conflit;
  if (!c) return null;
  return (
    <Encadre ton="attention" titre={`${c.par} a enregistré la version ${c.version} pendant que vous composiez`}>
      <p>Votre sélection est gardée ci-dessous, rien n’est perdu. Enregistrée le {c.quand}, la version {c.version} diffère de la vôtre :</p>
      <ul class="my-2 list-disc pl-5">
        {c.leurs.length > 0 && <li>Seulement dans la version {c.version} : {enumerer(c.leurs)}.</li>}
        {c.miennes.length > 0 && <li>Seulement dans la vôtre : {enumerer(c.miennes)}.</li>}
        {c.leurs.length === 0 && c.miennes.length === 0 && <li>Les mêmes communes ; seul le siège change.</li>}
      </ul>
      <p>« Enregistrer » gardera la vôtre ; l’autre restera dans les versions.</p>
      <p class="mt-3"><LienBouton petit href={`${vue.base}/territoire/composer`}>Repartir de la version {c.version}</LienBouton></p>
    </Encadre>
  );
}

function Case({ nom, p, coche }: { nom: string; p: Pick<Proposition, 'code' | 'nom' | 'detail'>; coche: boolean }): JSX.Element {
  return (
    <li>
      <label class="flex min-h-11 cursor-pointer items-center gap-3 py-1">
        <input class="checkbox" type="checkbox" name={nom} value={p.code} checked={coche} />
        <span>{p.nom} <span class="block text-sm text-douce">{p.detail}</span></span>
      </label>
    </li>
  );
}

function Propositions({ vue }: { vue: VueComposer }): JSX.Element | null {
  if (!vue.cherche) return null;
  const libres = vue.propositions.filter((p) => !p.dedans);
  if (vue.propositions.length === 0) return <p class="mb-5">Aucune commune ne ressemble à « {vue.q} ». Essayez un autre nom, un code postal ou un code INSEE.</p>;
  return (
    <fieldset class="mb-6">
      <legend class="mb-1 font-semibold">{communes(libres.length)} à ajouter</legend>
      <ul class="max-h-96 overflow-y-auto rounded-box border border-base-300 px-3">{libres.map((p) => <Case key={p.code} nom="nouvelles" p={p} coche={false} />)}</ul>
      <p class="mt-3"><Bouton nom="geste" valeur="ajouter" icone="plus">Ajouter les communes cochées</Bouton></p>
    </fieldset>
  );
}

/** The composer without script: search, tick, save. Every button keeps the selection. */
function FormulaireSimple({ vue }: { vue: VueComposer }): JSX.Element {
  return (
    <div data-turbo="false">
      <Formulaire action={`${vue.base}/territoire/composer`} version={vue.ilot.version} valeurs={{ q: vue.q, departement: vue.departement }} class="grid gap-x-10 gap-y-4 lg:grid-cols-2">
        <div>
          <h2 class="mb-3">Ajouter des communes</h2>
          <Champ nom="q" libelle="Chercher une commune" aide="Nom, code postal ou code INSEE." type="search" facultatif />
          <Choix nom="departement" libelle="Dans le département" facultatif vide="Toute la France" options={vue.ilot.departements.map((d) => ({ valeur: d.code, libelle: `${d.code} ${d.nom}` }))} />
          <p class="mb-6"><Bouton nom="geste" valeur="chercher" icone="search">Chercher</Bouton></p>
          <Propositions vue={vue} />
          {vue.groupements.length > 0 && (
            <>
              <Choix nom="groupement" libelle="Ajouter une intercommunalité entière" facultatif vide="Choisir…" options={vue.groupements.map((g) => ({ valeur: g.siren, libelle: g.nom }))} />
              <p class="mb-6"><Bouton nom="geste" valeur="ajouter_groupement" icone="plus">Ajouter ses communes</Bouton></p>
            </>
          )}
        </div>
        <div>
          <h2 class="mb-3">Le territoire : {communes(vue.lignes.length)}</h2>
          {vue.lignes.length === 0 ? <p class="text-douce">Aucune commune pour l’instant.</p> : (
            <>
              <fieldset>
                <legend class="mb-1 text-douce">Décochez une commune pour la retirer.</legend>
                <ul class="max-h-[32rem] overflow-y-auto rounded-box border border-base-300 px-3">
                  {vue.lignes.map((l) => <Case key={l.code} nom="communes" coche p={{ code: l.code, nom: l.nom, detail: `${l.population === undefined ? 'population inconnue' : `${formaterNombre(l.population)}\u00a0habitants`} · ${l.groupement}` }} />)}
                </ul>
              </fieldset>
              <div class="mt-5"><Choix nom="siege" libelle="Commune du siège" facultatif vide="Pas encore choisi" valeur={vue.ilot.siege} options={vue.lignes.map((l) => ({ valeur: l.code, libelle: l.nom }))} /></div>
              <Bouton variante="primaire" nom="geste" valeur="enregistrer">Enregistrer le territoire</Bouton>
            </>
          )}
          <div class="mt-6"><Avertissements liste={vue.resume?.avertissements ?? []} /></div>
        </div>
      </Formulaire>
    </div>
  );
}

/** Draw the perimeter: map and list in the island, a plain form without script. */
export function PageComposer({ vue }: { vue: VueComposer }): JSX.Element {
  if (vue.interdit) {
    return (
      <>
        <TitrePage titre="Composer le territoire" phrase={vue.phrase} />
        <Encadre ton="information" titre="Vous pouvez voir le territoire, pas le modifier">
          <p>La coordination, la présidence et le secrétariat le composent.</p>
          <p class="mt-3"><LienBouton href={`${vue.base}/territoire`}>Voir le territoire</LienBouton></p>
        </Encadre>
      </>
    );
  }
  return (
    <>
      <TitrePage titre="Composer le territoire" phrase={<span data-phrase-territoire>{vue.phrase}</span>} />
      {vue.refus && <Encadre ton="refus" titre="Le territoire n’est pas enregistré">{vue.refus}</Encadre>}
      <Conflit vue={vue} />
      <Ilot nom="composer" donnees={vue.ilot}><FormulaireSimple vue={vue} /></Ilot>
      <LigneSource provenances={vue.sources} />
    </>
  );
}
