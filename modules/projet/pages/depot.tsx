import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { ZoneTexte } from '#web/composants/champ.tsx';
import { Commentaires } from '#web/composants/commentaires.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueDepot } from '../moteur/vue-echanges.ts';

type Paragraphe = VueDepot['paragraphes'][number];

function Remarquer({ vue, rang, parent, libelle }: { vue: VueDepot; rang: number; parent?: string; libelle: string }): JSX.Element {
  const ici = vue.ouvert === rang && (vue.saisie.valeurs.parent ?? '') === (parent ?? '');
  return (
    <Formulaire action={`${vue.depot.href}/remarques`} prefixe={`p${rang}-${parent ?? ''}-`} {...(ici && { erreurs: vue.saisie.erreurs, valeurs: vue.saisie.valeurs })}>
      <input type="hidden" name="paragraphe" value={rang} />
      {parent && <input type="hidden" name="parent" value={parent} />}
      <ZoneTexte nom="texte" libelle={libelle} lignes={2} maximum={4000} />
      <Bouton petit icone="send">Envoyer</Bouton>
    </Formulaire>
  );
}

function Fils({ vue, p }: { vue: VueDepot; p: Paragraphe }): JSX.Element | null {
  if (p.fils.length === 0) return null;
  return (
    <div class="mb-4 grid gap-3">
      {p.fils.map((f, i) => (
        <Commentaires key={f.id} sujet={`${f.reglee ? 'Remarque réglée' : 'Remarque'} ${p.rang + 1}.${i + 1}`} clos={f.reglee} commentaires={[{ id: f.id, auteur: f.auteur, quand: f.quand, texte: f.texte, reponses: f.reponses }]}>
          {vue.peutEcrire && (
            <>
              {!f.reglee && <Remarquer vue={vue} rang={p.rang} parent={f.id} libelle="Répondre" />}
              <p class="mt-2"><BoutonGeste petit action={`${vue.depot.href}/remarques/${f.id}`} champs={{ reglee: f.reglee ? 'non' : 'oui' }} icone={f.reglee ? 'undo-2' : 'check'}>{f.reglee ? 'Rouvrir la remarque' : 'Marquer comme réglée'}</BoutonGeste></p>
            </>
          )}
        </Commentaires>
      ))}
    </div>
  );
}

function UnParagraphe({ vue, p }: { vue: VueDepot; p: Paragraphe }): JSX.Element {
  return (
    <li id={`p${p.rang}`} class="grid gap-x-8 gap-y-2 border-b border-base-300 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <div class="min-w-0">{p.titre ? <h2 class="text-lg">{p.texte}</h2> : <p class="max-w-texte whitespace-pre-line wrap-anywhere">{p.texte}</p>}</div>
      <div class="min-w-0">
        <Fils vue={vue} p={p} />
        {vue.peutEcrire && !p.titre && (
          <details class="hors-papier" open={vue.ouvert === p.rang && vue.saisie.valeurs.parent === undefined}>
            <summary class="inline-flex min-h-9 items-center text-sm text-lien">Remarquer ce passage</summary>
            <div class="mt-2"><Remarquer vue={vue} rang={p.rang} libelle="Votre remarque" /></div>
          </details>
        )}
      </div>
    </li>
  );
}

/** What was deposited, with the remarks in its margin. */
export function PageDepot({ vue, refus }: { vue: VueDepot; refus?: string }): JSX.Element {
  const d = vue.depot;
  return (
    <>
      <TitrePage titre={`Dépôt n° ${d.numero} : ${d.titre}`} phrase={vue.phrase} action={<LienBouton variante="primaire" icone="download" href={`${d.href}/fichier`} telechargement>Télécharger le fichier</LienBouton>} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <p class="mb-6 text-douce wrap-anywhere">Déposé le {d.quand} par {d.par}, {d.taille}. Empreinte SHA-256 : <code class="chiffres text-sm">{d.empreinte}</code></p>
      <ol class="border-t border-base-300">{vue.paragraphes.map((p) => <UnParagraphe key={p.rang} vue={vue} p={p} />)}</ol>
    </>
  );
}
