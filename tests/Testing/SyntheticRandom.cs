using System.Numerics;

namespace Testing;

/// <summary>
/// xoshiro256** (Blackman and Vigna, 2018), seeded by SplitMix64: the same numbers on every platform and runtime.
/// </summary>
/// <param name="seed">The seed.</param>
public sealed class SyntheticRandom(ulong seed)
{
    private const int Draws = 12;
    private const long One = 1L << 32;

    private readonly ulong[] state = Seeded(seed);

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(state[1] * 5, 7) * 9;
        var shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = BitOperations.RotateLeft(state[3], 45);
        return result;
    }

    /// <summary>
    /// A number that is nearly normal, mean 0 and variance 1, between -6 and 6: the sum of twelve uniform ones less
    /// six. A decimal, so that no last bit of a floating-point function can differ.
    /// </summary>
    public decimal NextNormal()
    {
        var sum = 0L;
        for (var i = 0; i < Draws; i++)
            sum += (long)(Next() >> 32);
        return (decimal)(sum - Draws / 2 * One) / One;
    }

    private static ulong[] Seeded(ulong seed)
    {
        var words = new ulong[4];
        for (var i = 0; i < words.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            words[i] = mixed ^ (mixed >> 31);
        }

        return words;
    }
}
