/** Sums of money as a person reads them. What vendors ask is counted in US dollars. */

const A_CENT = 0.01;

/** "$0.42", "0,42 $US"; "<$0.01" for what is less than a cent. */
export function dollars(amount: number, language: string): string {
  const money = new Intl.NumberFormat(language, { style: "currency", currency: "USD" });
  return amount > 0 && amount < A_CENT ? `<${money.format(A_CENT)}` : money.format(amount);
}
