namespace Pricing.Files.WholeFiles;

/// <summary>Reads the rows of one file and judges them together.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
internal interface IRowJudge<T>
{
    /// <summary>Reads the row on which the table stands; what is wrong with it goes to the failures of its fields.</summary>
    /// <returns>The row; null where it says nothing.</returns>
    T? Read();

    /// <summary>Whether what is right in a row of which something is wrong can be judged.</summary>
    /// <param name="row">The row.</param>
    bool IsReadInPart(T row) => false;

    /// <summary>Judges together the rows that can be read, so that whatever is wrong with a file is said at once.</summary>
    /// <param name="rows">The rows; what is left out is taken away.</param>
    /// <param name="defects">Where to note what is wrong; where some are noted already, rows are missing.</param>
    /// <param name="notices">Where to note what a person should know of a file that is taken.</param>
    void Judge(List<T> rows, DefectList defects, List<string> notices);
}
