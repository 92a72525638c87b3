namespace Pricing;

/// <summary>A currency and the number of decimals of its minor unit (ISO 4217).</summary>
public sealed record Currency
{
    private const string NoDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

    private const string TwoDecimals =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
        + "CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF "
        + "IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
        + "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
        + "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW";

    private const string ThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    private static readonly Dictionary<string, int> Decimals =
        new[] { (NoDecimals, 0), (TwoDecimals, 2), (ThreeDecimals, 3) }
            .SelectMany(group => group.Item1.Split(' ').Select(code => (code, group.Item2)))
            .ToDictionary(pair => pair.code, pair => pair.Item2, StringComparer.Ordinal);

    private Currency(string code, int minorUnitDecimals)
    {
        Code = code;
        MinorUnitDecimals = minorUnitDecimals;
    }

    /// <summary>The Japanese yen, the currency of the release.</summary>
    public static Currency Yen { get; } = new("JPY", 0);

    /// <summary>The three-letter code.</summary>
    public string Code { get; }

    /// <summary>Decimals of the minor unit: 0 for JPY, 2 for USD, 3 for KWD.</summary>
    public int MinorUnitDecimals { get; }

    /// <summary>The minor unit as an amount: 1 for JPY, 0.01 for USD.</summary>
    public decimal MinorUnit => new(1, 0, 0, false, (byte)MinorUnitDecimals);

    /// <summary>Finds a currency by its code.</summary>
    /// <param name="code">The three capital letters of ISO 4217.</param>
    /// <returns>The currency, or <see cref="ReasonCode.InvalidField"/>.</returns>
    public static Outcome<Currency> Parse(string code) => Decimals.TryGetValue(code, out var decimals)
        ? new Currency(code, decimals)
        : new Failure(ReasonCode.InvalidField, "currency", code, "not a currency code of ISO 4217");

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
