declare module 'asl-validator' {
  export default function validate(definition: unknown): Promise<{ isValid: boolean; errors: readonly unknown[] }>;
}
