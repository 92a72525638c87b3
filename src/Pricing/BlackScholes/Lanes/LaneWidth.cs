namespace Pricing.BlackScholes.Lanes;

/// <summary>How many bits of doubles the kernel works on at once, and how; every variant gives the same bits.</summary>
public enum LaneWidth
{
    /// <summary>Two doubles: runs everywhere, fast where the processor has a fused multiply-add.</summary>
    Bits128,

    /// <summary>Four doubles: AVX2 with FMA.</summary>
    Bits256,

    /// <summary>Eight doubles: AVX-512.</summary>
    Bits512,

    /// <summary>
    /// Eight doubles, AVX-512, for processors whose divider is slow beside their multipliers: some quotients are made of
    /// products, in shorter stages.
    /// </summary>
    Bits512SlowDivider,
}
