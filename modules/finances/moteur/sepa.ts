import { z } from 'zod';
import type { Jour } from '#core/jour.ts';

/** An IBAN without spaces, in capitals; undefined when its length or its key is wrong. @source ISO 13616, key modulo 97 (ISO 7064) */
export function lireIban(texte: string): string | undefined {
  const iban = texte.replace(/[\s\u00a0\u202f.-]/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || (iban.startsWith('FR') && iban.length !== 27)) return undefined;
  let reste = 0;
  for (const c of iban.slice(4) + iban.slice(0, 4)) for (const d of String(Number.parseInt(c, 36))) reste = (reste * 10 + Number(d)) % 97;
  return reste === 1 ? iban : undefined;
}

/** The characters every bank of the SEPA area accepts. @source EPC, SEPA Requirements for an Extended Character Set, §5 */
export const enLatin = (texte: string, max: number): string =>
  texte.replace(/œ/g, 'oe').replace(/Œ/g, 'OE').replace(/æ/g, 'ae').replace(/Æ/g, 'AE').replace(/[’‘]/g, "'").normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ').replace(/ +/g, ' ').trim().slice(0, max).trim();

export type Virement = { readonly reference: string; readonly nom: string; readonly iban: string; readonly centimes: number; readonly motif: string };
/** The two editions of the message that French banks read; they part only, for what we write, in how the day of payment is put. */
export const VersionPain = z.enum(['pain.001.001.09', 'pain.001.001.03']);
export type VersionPain = z.infer<typeof VersionPain>;
export type Remise = { readonly version: VersionPain; readonly identifiant: string; readonly creeLe: Date; readonly execution: Jour; readonly payeur: { readonly nom: string; readonly iban: string }; readonly virements: readonly Virement[] };

const euros = (centimes: number): string => `${Math.floor(centimes / 100)}.${String(centimes % 100).padStart(2, '0')}`;
const x = (texte: string): string => texte.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/'/g, '&apos;').replace(/"/g, '&quot;');
const ID_MAX = 35;
/** The schema refuses an empty name or reason: one that has no Latin letter at all is said in our words. */
const nomLatin = (nom: string): string => x(enLatin(nom, 70) || 'Nom non transcrit');
const motifLatin = (motif: string): string => x(enLatin(motif, 140) || 'CPTS');

const virementXml = (v: Virement): string =>
  `<CdtTrfTxInf><PmtId><EndToEndId>${x(enLatin(v.reference, ID_MAX))}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">${euros(v.centimes)}</InstdAmt></Amt><Cdtr><Nm>${nomLatin(v.nom)}</Nm></Cdtr><CdtrAcct><Id><IBAN>${v.iban}</IBAN></Id></CdtrAcct><RmtInf><Ustrd>${motifLatin(v.motif)}</Ustrd></RmtInf></CdtTrfTxInf>`;

/**
 * The payment file that the bank reads: one SEPA credit transfer per person, in cents written as euros, with its count and its control
 * sum at both levels. The banks' identifiers are left to them (IBAN only, as the SEPA area allows).
 * @source ISO 20022, pain.001.001.03 (2009) and pain.001.001.09 (2019) · EPC, SEPA Credit Transfer, customer-to-bank guidelines
 */
export function ecrirePain001(r: Remise): string {
  if (r.virements.length === 0) throw new Error('A payment file holds at least one transfer');
  const total = euros(r.virements.reduce((n, v) => n + v.centimes, 0));
  const id = x(enLatin(r.identifiant, ID_MAX));
  const nom = nomLatin(r.payeur.nom);
  const jour = r.version === 'pain.001.001.09' ? `<Dt>${r.execution}</Dt>` : r.execution;
  const compte = `<NbOfTxs>${r.virements.length}</NbOfTxs><CtrlSum>${total}</CtrlSum>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${r.version}"><CstmrCdtTrfInitn><GrpHdr><MsgId>${id}</MsgId><CreDtTm>${r.creeLe.toISOString().slice(0, 19)}</CreDtTm>${compte}<InitgPty><Nm>${nom}</Nm></InitgPty></GrpHdr><PmtInf><PmtInfId>${id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>${compte}<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt>${jour}</ReqdExctnDt><Dbtr><Nm>${nom}</Nm></Dbtr><DbtrAcct><Id><IBAN>${r.payeur.iban}</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>${r.virements.map(virementXml).join('')}</PmtInf></CstmrCdtTrfInitn></Document>
`;
}
