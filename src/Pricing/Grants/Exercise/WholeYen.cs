namespace Pricing.Grants.Exercise;

/// <summary>Amounts that are paid or stand in the books: in yen they are whole, since there is nothing smaller.</summary>
public static class WholeYen
{
    /// <summary>What speaks against an amount.</summary>
    /// <param name="currency">Its currency; only yen is checked.</param>
    /// <param name="field">The field's name, for the failure.</param>
    /// <param name="amount">The amount.</param>
    /// <returns><see cref="ReasonCode.InvalidField"/> for a fraction of a yen; null for any other amount.</returns>
    public static Failure? Against(Currency currency, string field, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(currency);
        return currency == Currency.Yen && amount != decimal.Floor(amount)
            ? Invalid.Field(field, amount, "has a fraction of a yen; amounts in yen are whole")
            : null;
    }
}
