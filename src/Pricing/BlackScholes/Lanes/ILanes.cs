using System.Numerics;

namespace Pricing.BlackScholes.Lanes;

/// <summary>
/// Several doubles worked on at once. Every operation is correctly rounded or exact, so that all variants give the
/// same bits.
/// </summary>
/// <typeparam name="TSelf">The variant.</typeparam>
internal interface ILanes<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>The bits that both have.</summary>
    static abstract TSelf operator &(TSelf left, TSelf right);

    /// <summary>The bits that either has.</summary>
    static abstract TSelf operator |(TSelf left, TSelf right);

    /// <summary>The bits that one of them has.</summary>
    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>How many doubles.</summary>
    static abstract int Count { get; }

    /// <summary>One number in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>The same 64 bits in every lane.</summary>
    static abstract TSelf OfBits(ulong bits);

    /// <summary>The numbers from an offset on.</summary>
    static abstract TSelf Load(ref readonly double source, nuint offset);

    /// <summary>Stores the numbers from an offset on.</summary>
    static abstract void Store(TSelf value, ref double target, nuint offset);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, double c);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The value without its sign.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The value, or 0 where it is below.</summary>
    static abstract TSelf AtLeastZero(TSelf value);

    /// <summary>The first where the condition is below 0, else the second.</summary>
    static abstract TSelf WhereNegative(TSelf condition, TSelf negative, TSelf other);

    /// <summary>The value where x is at most the limit, else 0.</summary>
    static abstract TSelf WhereAtMost(TSelf x, TSelf limit, TSelf value);

    /// <summary>The sum of the bits, as whole numbers of 64 bits.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>The difference of the bits, as whole numbers of 64 bits.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    /// <summary>The bits, moved to the place of the exponent.</summary>
    static abstract TSelf ToExponent(TSelf value);

    /// <summary>The bits at the place of sign and exponent, moved to the right end.</summary>
    static abstract TSelf FromExponent(TSelf value);

    /// <summary>Whether any bit of any lane is set.</summary>
    static abstract bool AnyBit(TSelf value);
}
