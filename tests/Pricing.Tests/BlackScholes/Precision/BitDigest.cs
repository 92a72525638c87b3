using System.Globalization;
using System.Numerics;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

/// <summary>One number for the exact bits of many: FNV-1a over 64 bits.</summary>
internal sealed class BitDigest
{
    private ulong state = 14695981039346656037;

    public void Add(double value) => Add(BitConverter.DoubleToUInt64Bits(value));

    public void Add(DoubleDouble value)
    {
        Add(value.High);
        Add(value.Low);
    }

    public void Add(Rational value)
    {
        var divisor = BigInteger.GreatestCommonDivisor(value.Numerator, value.Denominator);
        foreach (var part in new[] { value.Numerator / divisor, value.Denominator / divisor })
        {
            foreach (var octet in part.ToByteArray())
                Add(octet);
        }
    }

    public override string ToString() => state.ToString("x16", CultureInfo.InvariantCulture);

    private void Add(ulong bits) => state = unchecked((state ^ bits) * 1099511628211);
}
