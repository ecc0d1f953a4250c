import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { racine } from '#tools/racine.ts';
import { creerDecoupeur, type FauteDeLigne, type Ligne } from '../moteur/lignes.ts';
import { FichierTronque, ouvrirFichier, type Source } from './ouvrir-fichier.ts';

const Reglages = z.object({ chemin: z.string(), attendu: z.instanceof(RegExp), separateurs: z.int() });
type Reglages = z.infer<typeof Reglages>;
export type Receveur = { readonly surLigne: (l: Ligne) => void; readonly surFaute: (numero: number, faute: FauteDeLigne) => void };

/** Rows end to end, and `separateurs + 1` bounds for each. Buffers travel to and fro: none is made after the first ones. */
type Lot = { octets: Uint8Array<ArrayBuffer>; bornes: Int32Array<ArrayBuffer>; lignes: number; fautes: [number, FauteDeLigne][]; lus: number; fin?: 'tout' | 'tronque' };
type Vide = Pick<Lot, 'octets' | 'bornes'>;

const LOTS = 4;
const OCTETS_DU_LOT = 1 << 20;
const LIGNES_DU_LOT = 8192;
/** Below, starting a thread costs more than it saves. */
export const TAILLE_PARALLELE = 32 << 20;

/** Rows of a file after its header, cut in this thread. Yields the bytes of the file read so far, after each slice. */
export async function* decouperIci(source: Source, morceaux: AsyncIterator<Uint8Array>, { separateurs, reste }: { readonly separateurs: number; readonly reste: Uint8Array }, vers: Receveur): AsyncGenerator<number> {
  const decoupeur = creerDecoupeur(separateurs, vers.surLigne, vers.surFaute, 2);
  decoupeur.lire(reste);
  for (let m = await morceaux.next(); !m.done; m = await morceaux.next()) {
    decoupeur.lire(m.value);
    yield source.lus();
  }
  decoupeur.finir();
  yield source.lus();
}

/** The same, the file being read, uncompressed and cut by a second thread: this one only makes persons and places of the rows. */
export async function* decouperEnParallele(reglages: Reglages, vers: Receveur): AsyncGenerator<number> {
  const fil = new Worker(join(racine, 'modules/annuaire/use-cases/decouper-fichier.ts'), { workerData: { decouper: reglages }, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 8 } });
  const lots: Lot[] = [];
  let reveiller = (): void => {};
  let panne: unknown;
  fil.on('message', (l: Lot) => {
    lots.push(l);
    reveiller();
  });
  fil.on('error', (e) => {
    panne = e;
    reveiller();
  });
  const ligne: Ligne = { tampon: new Uint8Array(0), bornes: new Int32Array(reglages.separateurs + 2), champs: reglages.separateurs, debut: 0, fin: 0, numero: 0 };
  try {
    for (;;) {
      if (lots.length === 0 && panne === undefined) await new Promise<void>((oui) => (reveiller = oui));
      if (panne !== undefined) throw panne;
      const lot = lots.shift();
      if (lot === undefined) continue;
      if (lot.fin === 'tronque') throw new FichierTronque('tronque');
      rendreLot(lot, ligne, vers);
      yield lot.lus;
      if (lot.fin === 'tout') return;
      const vide: Vide = { octets: lot.octets, bornes: lot.bornes };
      fil.postMessage(vide, [vide.octets.buffer, vide.bornes.buffer]);
    }
  } finally {
    await fil.terminate();
  }
}

function rendreLot(lot: Lot, ligne: Ligne, vers: Receveur): void {
  const { bornes } = ligne;
  const pas = ligne.champs + 1;
  ligne.tampon = lot.octets;
  for (const [numero, faute] of lot.fautes) vers.surFaute(numero, faute);
  for (let k = 0, p = 0; k < lot.lignes; k++) {
    for (let i = 0; i < pas; i++) bornes[i] = lot.bornes[p++] ?? 0;
    ligne.debut = (bornes[0] ?? 0) + 1;
    ligne.fin = bornes[pas - 1] ?? 0;
    vers.surLigne(ligne);
  }
}

/** In the second thread: waits for an empty lot whenever none is left. */
async function travailler({ chemin, attendu, separateurs }: Reglages): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const pas = separateurs + 1;
  const vides: Vide[] = Array.from({ length: LOTS }, () => ({ octets: new Uint8Array(OCTETS_DU_LOT), bornes: new Int32Array(LIGNES_DU_LOT * pas) }));
  let reveiller = (): void => {};
  port.on('message', (v: Vide) => {
    vides.push(v);
    reveiller();
  });
  const ouvert = await ouvrirFichier(chemin, attendu);
  if (!ouvert.ok) throw new Error(`Le fichier a changé pendant sa lecture : ${ouvert.refus.code}.`);
  const pleins: Lot[] = [];
  const nouveau = (): Lot => ({ ...(vides.pop() ?? { octets: new Uint8Array(OCTETS_DU_LOT), bornes: new Int32Array(LIGNES_DU_LOT * pas) }), lignes: 0, fautes: [], lus: 0 });
  let lot = nouveau();
  let [pose, fautes]: [number, Lot['fautes']] = [0, []];
  const poser = (l: Ligne): void => {
    if (l.numero === 1) return;
    const longueur = l.fin - l.debut;
    if (lot.lignes === LIGNES_DU_LOT || pose + longueur > lot.octets.length) {
      pleins.push(lot);
      lot = nouveau();
      pose = 0;
      if (longueur > lot.octets.length) lot.octets = new Uint8Array(longueur);
    }
    lot.octets.set(l.tampon.subarray(l.debut, l.fin), pose);
    const ecart = pose - l.debut;
    for (let i = 0, p = lot.lignes * pas; i < pas; i++, p++) lot.bornes[p] = (l.bornes[i] ?? 0) + ecart;
    lot.lignes++;
    pose += longueur;
  };
  const envoyer = (plein: Lot): void => {
    plein.lus = ouvert.valeur.lus();
    plein.fautes = fautes;
    fautes = [];
    port.postMessage(plein, [plein.octets.buffer, plein.bornes.buffer]);
  };
  const decoupeur = creerDecoupeur(separateurs, poser, (numero, faute) => void (numero > 1 && fautes.push([numero, faute])), 1);
  try {
    for await (const m of ouvert.valeur.morceaux) {
      decoupeur.lire(m);
      for (let p = pleins.shift(); p !== undefined; p = pleins.shift()) {
        envoyer(p);
        while (vides.length === 0) await new Promise<void>((oui) => (reveiller = oui));
      }
    }
    decoupeur.finir();
    for (const p of pleins) envoyer(p);
    envoyer(Object.assign(lot, { fin: 'tout' }));
  } catch (e) {
    if (!(e instanceof FichierTronque)) throw e;
    envoyer(Object.assign(lot, { fin: 'tronque' }));
  }
  port.unref();
}

const demande = isMainThread ? undefined : z.object({ decouper: Reglages }).safeParse(workerData).data?.decouper;
if (demande) await travailler(demande);
